/** Taking back an event that is held until its time. */
import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { messageOf } from '~/api/problem';
import type { Event } from '~/api/shapes';
import { Confirmation } from '~/components/base/Confirmation';
import { useNow } from '~/components/base/use-now';
import { When } from '~/components/base/When';
import { useCancelEvent } from '~/services/events';

export function HeldEvent({ event }: { event: Event }) {
  const now = useNow();
  const [isAsking, asking] = useDisclosure(false);
  const cancel = useCancelEvent(event.id);
  if (event.deliver_at == null || Date.parse(event.deliver_at) <= now) return null;
  return (
    <>
      <Button disabled={cancel.isSuccess} onClick={asking.open} variant="default">
        {cancel.isSuccess ? 'Cancelled' : 'Cancel it'}
      </Button>
      <Confirmation
        confirm="Cancel the event"
        failure={cancel.error === null ? null : messageOf(cancel.error)}
        isPending={cancel.isPending}
        onClose={asking.close}
        onConfirm={() => {
          cancel.mutate(undefined, { onSuccess: asking.close });
        }}
        opened={isAsking}
        title="Cancel this held event?"
        tone="danger"
      >
        <Text>
          It would be sent <When at={event.deliver_at} />. Its waiting deliveries are cancelled; each can
          still be replayed later.
        </Text>
      </Confirmation>
    </>
  );
}
