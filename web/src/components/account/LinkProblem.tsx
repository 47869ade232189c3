/** A mailed link that is worth nothing, and where to get one that is. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { DoorStep } from '~/components/account/DoorStep';

export interface LinkProblemProps {
  /** What the server said of the link, or null if it came without its token. */
  message: string | null;
  /** The way on. */
  children: ReactNode;
}

export function LinkProblem({ message, children }: LinkProblemProps) {
  return (
    <DoorStep title={message === null ? 'The link is not whole' : 'This link does not work'}>
      <Text mb="md">
        {message ?? 'Open it as it is in the mail, with everything after the question mark.'}
      </Text>
      {children}
    </DoorStep>
  );
}
