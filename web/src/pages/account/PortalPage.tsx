/** What a link of the operator leads to: the console of one tenant; or the end of such a visit. */
import { Skeleton, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';

import { detailOf } from '~/api/problem';
import { DoorStep } from '~/components/account/DoorStep';
import { usePageTitle } from '~/pages/use-page-title';
import { useOpenPortal } from '~/services/portal';

export interface PortalPageProps {
  /** From the link; null when a visit is over. */
  token: string | null;
  onOpened: () => void;
}

export function PortalPage({ token, onOpened }: PortalPageProps) {
  usePageTitle(token === null ? 'Ask for a new link' : 'Opening');
  const open = useOpenPortal();
  const { mutate } = open;
  const tried = useRef<string | null>(null);
  useEffect(() => {
    // A link opens once: rendering twice must not use it twice.
    if (token === null || tried.current === token) return;
    tried.current = token;
    mutate(token, { onSuccess: onOpened });
  }, [token, mutate, onOpened]);
  if (token === null) {
    return (
      <DoorStep title="Ask for a new link">
        <Text>
          This console was opened by a link, and the visit is over. Go back to where the link came from for a
          new one.
        </Text>
      </DoorStep>
    );
  }
  if (open.error !== null) {
    return (
      <DoorStep title="This link does not work">
        <Text mb="md">{detailOf(open.error)}</Text>
        <Text c="dimmed">Go back to where the link came from for a new one.</Text>
      </DoorStep>
    );
  }
  return (
    <DoorStep title="Opening">
      <Skeleton aria-busy="true" h={120} />
    </DoorStep>
  );
}
