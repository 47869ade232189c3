/** After a hook was activated: how much it missed, and the offer to send that now. */
import { Alert, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { messageOf } from '~/api/problem';
import type { MissedDeliveries } from '~/api/shapes';
import { ReplayIcon } from '~/components/base/icons';
import { ReplayDialog } from '~/components/replay/ReplayDialog';
import { useCreateReplay } from '~/services/replays';
import { counted } from '~/words/time';

export interface MissedReplayProps {
  missed: MissedDeliveries;
  /** The hook's name. */
  name: string;
  /** Goes to where the progress is shown. */
  onBegun: () => void;
  onClose: () => void;
}

export function MissedReplay({ missed, name, onBegun, onClose }: MissedReplayProps) {
  const [isAsking, asking] = useDisclosure(false);
  const create = useCreateReplay();
  return (
    <Alert
      closeButtonLabel="Leave it"
      color="blue"
      icon={<ReplayIcon size={18} />}
      onClose={onClose}
      title={`It missed ${counted(missed.count, 'delivery', 'deliveries')}`}
      variant="light"
      withCloseButton
    >
      They failed, were cancelled or were skipped while it did not take them.
      <Group mt="xs">
        <Button leftSection={<ReplayIcon />} onClick={asking.open} size="xs" variant="default">
          Replay what was missed
        </Button>
      </Group>
      <ReplayDialog
        failure={create.error === null ? null : messageOf(create.error)}
        filter={`Missed · ${name}`}
        isPending={create.isPending}
        key={isAsking ? 'open' : 'closed'}
        onClose={() => {
          asking.close();
          create.reset();
        }}
        onConfirm={(rate_per_s) => {
          create.mutate({ filter: missed.filter, rate_per_s }, { onSuccess: onBegun });
        }}
        opened={isAsking}
        total={missed.count}
      />
    </Alert>
  );
}
