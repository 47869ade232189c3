/** Making or renaming what is known by a key: an app, or a SKU of one. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';

import { Failure } from '~/components/base/Failure';
import type { Keyed } from '~/words/app';

export type KeyedField = 'key' | 'name';

export interface KeyedDialogProps {
  /** What it is called: "app" or "SKU". */
  noun: string;
  /** What is renamed; `new` to make one; null while the dialog is closed. */
  subject: Keyed | 'new' | null;
  placeholders: Record<KeyedField, string>;
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<KeyedField, string>>;
  onSave: (values: Record<KeyedField, string>) => void;
  onClose: () => void;
}

export function KeyedDialog({ subject, ...rest }: KeyedDialogProps) {
  const title = subject === 'new' ? `New ${rest.noun}` : `Rename this ${rest.noun}`;
  return (
    <Modal onClose={rest.onClose} opened={subject !== null} title={<Text fw={650}>{title}</Text>}>
      {subject !== null && <KeyedForm subject={subject} {...rest} />}
    </Modal>
  );
}

function KeyedForm(props: Omit<KeyedDialogProps, 'subject'> & { subject: Keyed | 'new' }) {
  const { noun, subject, placeholders, isPending, failure, fieldErrors, onSave, onClose } = props;
  const isNew = subject === 'new';
  const form = useForm({
    initialValues: { key: isNew ? '' : subject.key, name: isNew ? '' : subject.name },
    validate: {
      key: (key) => (key.trim() === '' ? `Give the ${noun} a key` : null),
      name: (name) => (!isNew && name.trim() === '' ? `Give the ${noun} a name` : null),
    },
  });
  const { setErrors } = form;
  useEffect(() => {
    setErrors(fieldErrors);
  }, [fieldErrors, setErrors]);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ key, name }) => {
        onSave({ key: key.trim(), name: name.trim() });
      })}
    >
      <Stack gap="sm">
        {failure !== null && <Failure message={failure} />}
        <TextInput
          data-autofocus={isNew || undefined}
          description="What events and actions name it by. It never changes."
          dir="ltr"
          disabled={!isNew}
          label="Key"
          placeholder={placeholders.key}
          required={isNew}
          {...form.getInputProps('key')}
        />
        <TextInput
          data-autofocus={!isNew || undefined}
          description={isNew ? 'For people. Left empty, it is the key.' : 'For people.'}
          dir="auto"
          label="Name"
          placeholder={placeholders.name}
          required={!isNew}
          {...form.getInputProps('name')}
        />
        <Group gap="xs" justify="flex-end" mt="xs">
          <Button onClick={onClose} variant="default">
            Cancel
          </Button>
          <Button loading={isPending} type="submit">
            {isNew ? 'Create' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
