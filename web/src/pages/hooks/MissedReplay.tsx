/** What a hook missed while it was inactive: how much that is, and the offer to send it now, until somebody sees to it. */
import { Alert, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import type { Hook, MissedPeriod } from '~/api/shapes';
import { ReplayIcon } from '~/components/base/icons';
import { ReplayDialog } from '~/components/replay/ReplayDialog';
import { missedCountQuery, useDismissMissed, useReplayMissed } from '~/services/missed';
import { counted } from '~/words/time';

export interface MissedReplayProps {
  hook: Pick<Hook, 'id' | 'name'>;
  period: MissedPeriod;
  /** Whether the user may leave it for everybody. */
  mayEdit: boolean;
  /** Goes to where the progress is shown. */
  onBegun: () => void;
}

export function MissedReplay({ hook, period, mayEdit, onBegun }: MissedReplayProps) {
  const [isAsking, asking] = useDisclosure(false);
  const { data: total } = useQuery(missedCountQuery(hook.id, period));
  const replay = useReplayMissed(hook.id);
  const dismiss = useDismissMissed(hook.id);
  // Of what is left, some may be for others to see; who may leave it for everybody is asked all the same.
  if (total === undefined || (total === 0 && !mayEdit)) return null;
  return (
    <Alert
      color="blue"
      icon={<ReplayIcon size={18} />}
      title={
        total === 0
          ? 'Nothing that it missed is left to send'
          : `It missed ${counted(total, 'delivery', 'deliveries')}`
      }
      variant="light"
    >
      {total > 0 && 'They failed, were cancelled or were skipped while it did not take them.'}
      <Group gap="xs" mt="xs">
        {total > 0 && (
          <Button leftSection={<ReplayIcon />} onClick={asking.open} size="xs" variant="default">
            Replay what was missed
          </Button>
        )}
        {mayEdit && (
          <Button
            loading={dismiss.isPending}
            onClick={() => {
              dismiss.mutate(undefined, {
                onError: (error) => {
                  notifications.show({ color: 'red', message: messageOf(error) });
                },
              });
            }}
            size="xs"
            variant="subtle"
          >
            Dismiss
          </Button>
        )}
      </Group>
      <ReplayDialog
        failure={replay.error === null ? null : messageOf(replay.error)}
        filter={`Missed · ${hook.name}`}
        isPending={replay.isPending}
        key={isAsking ? 'open' : 'closed'}
        onClose={() => {
          asking.close();
          replay.reset();
        }}
        onConfirm={(rate_per_s) => {
          replay.mutate({ period, rate_per_s }, { onSuccess: onBegun });
        }}
        opened={isAsking}
        total={total}
      />
    </Alert>
  );
}
