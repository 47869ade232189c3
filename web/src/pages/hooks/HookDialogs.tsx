/** The questions of a hook's page, joined to what they do. */
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import type { Hook } from '~/api/shapes';
import type { HookQuestion } from '~/components/hook/HookButtons';
import { HookConfirmation } from '~/components/hook/HookConfirmation';
import { waitingQuery } from '~/services/deliveries';
import { useDeleteHook, useSwitchHook } from '~/services/hooks';

export interface HookDialogsProps {
  hook: Hook;
  question: HookQuestion | null;
  onClose: () => void;
  onDeactivated: () => void;
  onDeleted: () => void;
}

export function HookDialogs({ hook, question, onClose, onDeactivated, onDeleted }: HookDialogsProps) {
  const switching = useSwitchHook(hook.id);
  const deleting = useDeleteHook(hook.id);
  const waiting = useQuery({ ...waitingQuery(hook.id), enabled: question !== null });
  const error = deleting.error ?? switching.error;

  const close = () => {
    switching.reset();
    deleting.reset();
    onClose();
  };
  const confirm = (asked: HookQuestion) => {
    if (asked === 'delete') {
      deleting.mutate(undefined, {
        onSuccess: () => {
          notifications.show({ message: `“${hook.name}” is deleted.` });
          onDeleted();
        },
      });
    } else {
      switching.mutate(asked, {
        onSuccess: () => {
          close();
          onDeactivated();
        },
      });
    }
  };
  return (
    <HookConfirmation
      failure={error === null ? null : messageOf(error)}
      hook={hook}
      isPending={switching.isPending || deleting.isPending}
      onClose={close}
      onConfirm={confirm}
      question={question}
      waiting={waiting.data}
    />
  );
}
