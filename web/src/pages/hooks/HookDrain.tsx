/** A hook that is resumed at a rate: the question before, and the notice while it sends what it collected. */
import { Alert, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import type { Hook } from '~/api/shapes';
import { PlayIcon } from '~/components/base/icons';
import { ResumeDialog } from '~/components/hook/ResumeDialog';
import { waitingQuery } from '~/services/deliveries';
import { useDrainHook } from '~/services/hook-drain';
import { count } from '~/words/time';

export interface ResumeQuestionProps {
  hook: Hook;
  opened: boolean;
  onClose: () => void;
}

export function ResumeQuestion({ hook, opened, onClose }: ResumeQuestionProps) {
  const draining = useDrainHook(hook.id);
  const waiting = useQuery({ ...waitingQuery(hook.id), enabled: opened });
  const close = () => {
    draining.reset();
    onClose();
  };
  return (
    <ResumeDialog
      failure={draining.error === null ? null : messageOf(draining.error)}
      isPending={draining.isPending}
      name={hook.name}
      onClose={close}
      onConfirm={(rate) => {
        draining.mutate(rate, { onSuccess: close });
      }}
      opened={opened}
      waiting={waiting.data}
    />
  );
}

export interface DrainNoticeProps {
  hook: Hook;
  /** Whether the user may let go of it. */
  mayEdit: boolean;
}

export function DrainNotice({ hook, mayEdit }: DrainNoticeProps) {
  const draining = useDrainHook(hook.id);
  if (hook.drain == null) return null;
  return (
    <Alert
      color="blue"
      icon={<PlayIcon size={18} />}
      title={`Sends what it collected, ${count(hook.drain.rate_per_s)} in a second at most`}
      variant="light"
    >
      In order, and before what comes in meanwhile. Then its own rate holds again.
      {mayEdit && (
        <Button
          display="block"
          loading={draining.isPending}
          mt="xs"
          onClick={() => {
            draining.mutate(null, {
              onError: (error) => {
                notifications.show({ color: 'red', message: messageOf(error) });
              },
            });
          }}
          size="xs"
          variant="default"
        >
          Send it as fast as the hook allows
        </Button>
      )}
    </Alert>
  );
}
