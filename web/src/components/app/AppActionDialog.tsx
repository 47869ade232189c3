/** Binding a hook to an app, or to one of its SKUs: the hook gets what happens there. */
import { Autocomplete, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';

import type { EventType, Hook, Sku } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { useLeaveQuestion } from '~/components/base/leave-question';
import { keyedLabel } from '~/words/app';
import { isPattern, suggestions, takesWords } from '~/words/pattern';

export interface AppActionValues {
  hook: string;
  event_type: string;
  /** Its key; empty for the app as a whole. */
  sku: string;
}

export interface AppActionDialogProps {
  opened: boolean;
  /** How the app is called. */
  app: string;
  hooks: Hook[];
  skus: Sku[];
  eventTypes: EventType[];
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<keyof AppActionValues, string>>;
  onSave: (values: AppActionValues) => void;
  onClose: () => void;
}

export function AppActionDialog({ opened, ...rest }: AppActionDialogProps) {
  const [isChanged, setChanged] = useState(false);
  const { question, isAsking, leave } = useLeaveQuestion(isChanged);
  return (
    <>
      <Modal
        // Escape answers the question first.
        closeOnEscape={!isAsking}
        onClose={() => {
          leave(rest.onClose);
        }}
        opened={opened}
        title={<Text fw={650}>Add an action</Text>}
      >
        {opened && <AppActionForm {...rest} onChanged={setChanged} />}
      </Modal>
      {question}
    </>
  );
}

interface AppActionFormProps extends Omit<AppActionDialogProps, 'opened'> {
  /** Hears whether it differs from what it began with. */
  onChanged: (isChanged: boolean) => void;
}

function AppActionForm(props: AppActionFormProps) {
  const { app, hooks, skus, eventTypes, isPending, failure, fieldErrors } = props;
  const { onSave, onClose, onChanged } = props;
  const form = useForm<AppActionValues>({
    initialValues: { hook: hooks.length === 1 ? (hooks[0]?.id ?? '') : '', event_type: '', sku: '' },
    validate: {
      hook: (hook) => (hook === '' ? 'Choose a hook' : null),
      event_type: (text) => (isPattern(text.trim()) ? null : 'Use purchase.made, purchase.* or *'),
    },
  });
  const { setErrors } = form;
  useEffect(() => {
    setErrors(fieldErrors);
  }, [fieldErrors, setErrors]);
  const isChanged = form.isDirty();
  useEffect(() => {
    onChanged(isChanged);
    return () => {
      onChanged(false);
    };
  }, [isChanged, onChanged]);

  const names = eventTypes.map(({ name }) => name);
  const pattern = form.values.event_type.trim();
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        onSave({ ...values, event_type: values.event_type.trim() });
      })}
    >
      <Stack gap="sm">
        {failure !== null && <Failure message={failure} />}
        <Select
          data={hooks.map(({ id, name }) => ({ value: id, label: name }))}
          data-autofocus
          label="Hook"
          nothingFoundMessage="No such hook"
          placeholder="Which hook gets the events"
          required
          searchable
          {...form.getInputProps('hook')}
        />
        <Autocomplete
          data={suggestions(names)}
          description={
            isPattern(pattern)
              ? takesWords(pattern, names)
              : 'One type, a family (purchase.*) or everything (*).'
          }
          label="Events"
          limit={50}
          maxDropdownHeight={220}
          placeholder="purchase.*"
          required
          {...form.getInputProps('event_type')}
        />
        <Select
          data={[
            { value: '', label: `All of ${app}` },
            ...skus.map((sku) => ({ value: sku.key, label: keyedLabel(sku) })),
          ]}
          label="Only about"
          searchable={skus.length > 8}
          {...form.getInputProps('sku')}
        />
        <Group gap="xs" justify="flex-end" mt="xs">
          <Button onClick={onClose} variant="default">
            Cancel
          </Button>
          <Button loading={isPending} type="submit">
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
