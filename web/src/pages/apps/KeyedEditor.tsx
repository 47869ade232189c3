/** The dialog that makes or renames an app or a SKU, joined to what it does. */
import { useMemo } from 'react';

import { KeyedDialog, type KeyedField } from '~/components/app/KeyedDialog';
import { sortErrors } from '~/pages/field-errors';
import { useCreateKeyed, useRenameKeyed } from '~/services/apps';
import type { Keyed } from '~/words/app';

export interface KeyedEditorProps {
  /** Whose SKUs these are; null for apps. */
  appId: string | null;
  /** What is renamed; `new` to make one; null while the dialog is closed. */
  subject: Keyed | 'new' | null;
  onMade?: (id: string) => void;
  onClose: () => void;
}

export function KeyedEditor({ appId, subject, onMade, onClose }: KeyedEditorProps) {
  const create = useCreateKeyed(appId);
  const rename = useRenameKeyed();
  const error = create.error ?? rename.error;
  const { failure, fieldErrors } = useMemo(() => sortErrors(error, fieldOf), [error]);
  const close = () => {
    create.reset();
    rename.reset();
    onClose();
  };
  return (
    <KeyedDialog
      failure={failure}
      fieldErrors={fieldErrors}
      isPending={create.isPending || rename.isPending}
      noun={appId === null ? 'app' : 'SKU'}
      onClose={close}
      onSave={(values) => {
        if (subject === 'new') {
          create.mutate(values, {
            onSuccess: ({ id }) => {
              close();
              onMade?.(id);
            },
          });
        } else if (subject !== null) {
          const kind = appId === null ? 'app' : 'sku';
          rename.mutate({ kind, id: subject.id, name: values.name }, { onSuccess: close });
        }
      }}
      placeholders={
        appId === null ? { key: 'game', name: 'The Game' } : { key: 'coins-100', name: '100 coins' }
      }
      subject={subject}
    />
  );
}

function fieldOf(pointer: string): KeyedField | null {
  const name = pointer.slice(1);
  return name === 'key' || name === 'name' ? name : null;
}
