/** Making or changing one action of a hook: which events, of which app and SKU, and only with which content. */
import { Autocomplete, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';

import type { Action, EventType, FilterTrial, NewAction } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { useLeaveQuestion } from '~/components/base/leave-question';
import { StateMark } from '~/components/base/StateMark';
import { checkFilter, isRounded, readFilter, writeFilter } from '~/words/filter';
import { isPattern, matches, suggestions, takesWords } from '~/words/pattern';
import type { Said } from '~/words/tone';

export interface ActionDialogProps {
  /** What is changed; `new` to make one; null while the dialog is closed. */
  action: Action | 'new' | null;
  eventTypes: EventType[];
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<ActionField, string>>;
  /** What came of the last trial of a filter; null before there was one. */
  verdict: Said | null;
  onTry: (trial: FilterTrial) => void;
  onSave: (action: NewAction) => void;
  onClose: () => void;
}

export type ActionField = 'event_type' | 'app' | 'sku' | 'filter';
type Values = Record<ActionField, string>;

export function ActionDialog({ action, onClose, ...rest }: ActionDialogProps) {
  const title = action === 'new' ? 'Add an action' : 'Change the action';
  const [isChanged, setChanged] = useState(false);
  const { question, isAsking, leave } = useLeaveQuestion(isChanged);
  return (
    <>
      <Modal
        // Escape answers the question first.
        closeOnEscape={!isAsking}
        onClose={() => {
          leave(onClose);
        }}
        opened={action !== null}
        title={<Text fw={650}>{title}</Text>}
      >
        {action !== null && <ActionForm action={action} onChanged={setChanged} onClose={onClose} {...rest} />}
      </Modal>
      {question}
    </>
  );
}

interface ActionFormProps extends ActionDialogProps {
  action: Action | 'new';
  /** Hears whether it differs from what it began with. */
  onChanged: (isChanged: boolean) => void;
}

function ActionForm(props: ActionFormProps) {
  const { action, eventTypes, isPending, failure, fieldErrors, verdict } = props;
  const { onTry, onSave, onClose, onChanged } = props;
  // Shown, but neither tried nor written back: it would be another filter.
  const isKept = action !== 'new' && isRounded(action.filter);
  const form = useForm<Values>({
    initialValues: valuesOf(action),
    validate: {
      event_type: (text) => (isPattern(text.trim()) ? null : 'Use invoice.paid, invoice.* or *'),
      filter: (text) => (isKept ? null : checkFilter(text)),
      sku: (sku, { app }) => (sku.trim() !== '' && app.trim() === '' ? 'Name its app too' : null),
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
  const example = eventTypes.find((type) => matches(pattern, type.name) && type.example != null);
  const filter = checkFilter(form.values.filter) === null ? readFilter(form.values.filter) : null;
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        const { filter, ...rest } = actionOf(values);
        onSave(isKept ? rest : { ...rest, filter });
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
        <Textarea
          description={
            isKept
              ? 'Has a whole number beyond 2^53, shown rounded: it stays as it is, and is changed through the API.'
              : 'Only events whose content is like this, as JSON. Leave it empty for all of them.'
          }
          dir="ltr"
          label="Filter"
          placeholder={'{"field": "/total", "gte": 1000}'}
          readOnly={isKept}
          resize="vertical"
          rows={5}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          {...form.getInputProps('filter')}
        />
        {filter !== null && example !== undefined && (
          <Group align="center" gap="xs">
            <Button
              onClick={() => {
                onTry({ filter, event: { type: example.name, data: example.example } });
              }}
              size="xs"
              variant="default"
            >
              Try on the example of {example.name}
            </Button>
            <div role="status">{verdict !== null && <StateMark said={verdict} wraps />}</div>
          </Group>
        )}
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
  if (action === 'new') return { event_type: '', app: '', sku: '', filter: '' };
  const { event_type, app, sku, filter } = action;
  return { event_type, app: app ?? '', sku: sku ?? '', filter: writeFilter(filter) };
}

function actionOf({ event_type, app, sku, filter }: Values): NewAction {
  return {
    event_type: event_type.trim(),
    app: app.trim() || null,
    sku: sku.trim() || null,
    filter: readFilter(filter),
  };
}
