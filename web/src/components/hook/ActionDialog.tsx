/** Making or changing one action of a hook: which events, and of which app and SKU. */
import { Autocomplete, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';

import type { Action, EventType, NewAction } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { isPattern, suggestions, takesWords } from '~/words/pattern';

export interface ActionDialogProps {
  /** What is changed; `new` to make one; null while the dialog is closed. */
  action: Action | 'new' | null;
  eventTypes: EventType[];
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<ActionField, string>>;
  onSave: (action: NewAction) => void;
  onClose: () => void;
}

export type ActionField = 'event_type' | 'app' | 'sku';
type Values = Record<ActionField, string>;

export function ActionDialog({ action, onClose, ...rest }: ActionDialogProps) {
  const title = action === 'new' ? 'Add an action' : 'Change the action';
  return (
    <Modal onClose={onClose} opened={action !== null} title={<Text fw={650}>{title}</Text>}>
      {action !== null && <ActionForm action={action} onClose={onClose} {...rest} />}
    </Modal>
  );
}

function ActionForm(props: ActionDialogProps & { action: Action | 'new' }) {
  const { action, eventTypes, isPending, failure, fieldErrors, onSave, onClose } = props;
  const form = useForm<Values>({
    initialValues: valuesOf(action),
    validate: {
      event_type: (text) => (isPattern(text.trim()) ? null : 'Use invoice.paid, invoice.* or *'),
      sku: (sku, { app }) => (sku.trim() !== '' && app.trim() === '' ? 'Name its app too' : null),
    },
  });
  const { setErrors } = form;
  useEffect(() => {
    setErrors(fieldErrors);
  }, [fieldErrors, setErrors]);

  const names = eventTypes.map(({ name }) => name);
  const pattern = form.values.event_type.trim();
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        onSave(actionOf(values));
      })}
    >
      <Stack gap="sm">
        {failure !== null && <Failure message={failure} />}
        <Autocomplete
          comboboxProps={{ withinPortal: true }}
          data={suggestions(names)}
          data-autofocus
          description={
            isPattern(pattern)
              ? takesWords(pattern, names)
              : 'One type, a family (invoice.*) or everything (*).'
          }
          label="Events"
          limit={50}
          maxDropdownHeight={220}
          placeholder="invoice.*"
          required
          {...form.getInputProps('event_type')}
        />
        <TextInput
          description="Only events about this app, by its key."
          label="App"
          placeholder="Any, or none"
          {...form.getInputProps('app')}
        />
        <TextInput
          description="Only events about this SKU of the app, by its key."
          label="SKU"
          placeholder="Any, or none"
          {...form.getInputProps('sku')}
        />
        <Group gap="xs" justify="flex-end" mt="xs">
          <Button onClick={onClose} variant="default">
            Cancel
          </Button>
          <Button loading={isPending} type="submit">
            {action === 'new' ? 'Add' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function valuesOf(action: Action | 'new'): Values {
  if (action === 'new') return { event_type: '', app: '', sku: '' };
  return { event_type: action.event_type, app: action.app ?? '', sku: action.sku ?? '' };
}

function actionOf({ event_type, app, sku }: Values): NewAction {
  return { event_type: event_type.trim(), app: app.trim() || null, sku: sku.trim() || null };
}
