/** The question before an app or a SKU is deleted, joined to what it does. */
import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

import { messageOf } from '~/api/problem';
import { Confirmation } from '~/components/base/Confirmation';
import { useDeleteKeyed, type KeyedRef } from '~/services/apps';
import type { Keyed } from '~/words/app';

export interface KeyedDeletionProps {
  kind: KeyedRef['kind'];
  /** Null while nothing is asked. */
  subject: Keyed | null;
  onDeleted?: () => void;
  onClose: () => void;
}

export function KeyedDeletion({ kind, subject, onDeleted, onClose }: KeyedDeletionProps) {
  const remove = useDeleteKeyed();
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <Confirmation
      confirm="Delete"
      failure={remove.error === null ? null : messageOf(remove.error)}
      isPending={remove.isPending}
      onClose={close}
      onConfirm={() => {
        if (subject === null) return;
        remove.mutate(
          { kind, id: subject.id },
          {
            onSuccess: () => {
              notifications.show({ message: `“${subject.name}” is deleted.` });
              close();
              onDeleted?.();
            },
          },
        );
      }}
      opened={subject !== null}
      title={kind === 'app' ? 'Delete this app?' : 'Delete this SKU?'}
      tone="danger"
    >
      <Text>
        <bdi>{subject?.name}</bdi> leaves the list{kind === 'app' && ', and its SKUs with it'}. Events that
        name it stay. While an action names it, it cannot be deleted.
      </Text>
    </Confirmation>
  );
}
