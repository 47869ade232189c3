/** The question before a changed form is left: for another page, with the whole window, or by closing its dialog. */
import { Text } from '@mantine/core';
import { useBlocker, type ShouldBlockFn } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';

import { Confirmation } from '~/components/base/Confirmation';

export interface LeaveQuestion {
  /** To be shown somewhere, best outside of the form. */
  question: ReactNode;
  isAsking: boolean;
  /** Does at once what leaves an unchanged form, and asks first about a changed one. */
  leave: (go: () => void) => void;
}

/**
 * Asks before changes are lost, while `isChanged`. What leaves on purpose, as after saving, navigates with
 * `ignoreBlocker`: the form still differs then from what it began with.
 */
export function useLeaveQuestion(isChanged: boolean): LeaveQuestion {
  const blocker = useBlocker({ shouldBlockFn: isElsewhere, disabled: !isChanged, withResolver: true });
  const [waiting, setWaiting] = useState<{ go: () => void } | null>(null);
  const isAsking = blocker.status === 'blocked' || waiting !== null;
  const question = (
    <Confirmation
      confirm="Leave"
      failure={null}
      isPending={false}
      onClose={() => {
        setWaiting(null);
        blocker.reset?.();
      }}
      onConfirm={() => {
        setWaiting(null);
        waiting?.go();
        blocker.proceed?.();
      }}
      opened={isAsking}
      title="Leave without saving?"
    >
      <Text>What you changed here would be lost.</Text>
    </Confirmation>
  );
  const leave = (go: () => void) => {
    if (isChanged) setWaiting({ go });
    else go();
  };
  return { question, isAsking, leave };
}

/** A jump within the page, such as that to its content, leaves nothing. */
const isElsewhere: ShouldBlockFn = ({ current, next }) =>
  current.pathname !== next.pathname || JSON.stringify(current.search) !== JSON.stringify(next.search);
