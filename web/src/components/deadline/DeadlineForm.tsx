/** A deadline, made or changed: which event arms it, which one disarms it, how long it waits, and what it emits. */
import { Autocomplete, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';

import type { EventType, NewDeadline } from '~/api/shapes';
import { DurationInput } from '~/components/base/DurationInput';
import { Failure } from '~/components/base/Failure';
import { Panel } from '~/components/base/Panel';
import classes from '~/components/hook/HookForm.module.css';
import { duration } from '~/words/time';

export interface DeadlineFormProps {
  initialValues: NewDeadline;
  eventTypes: EventType[];
  /** The words on the button. */
  submit: string;
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<keyof NewDeadline, string>>;
  onSubmit: (deadline: NewDeadline) => void;
}

const needsType = (text: string) => (text.includes('.') ? null : 'resource.action, such as flow.started');

export function DeadlineForm(props: DeadlineFormProps) {
  const { initialValues, eventTypes, submit, isPending, failure, fieldErrors, onSubmit } = props;
  const form = useForm<NewDeadline>({
    initialValues,
    validate: {
      name: (name) => (name.trim() === '' ? 'Give the deadline a name' : null),
      when: needsType,
      unless: needsType,
      emit: needsType,
      key: (key) => (key.startsWith('/') ? null : 'A JSON pointer, such as /customer/id'),
    },
  });
  const { setErrors } = form;
  useEffect(() => {
    setErrors(fieldErrors);
  }, [fieldErrors, setErrors]);

  const names = eventTypes.map(({ name }) => name).sort();
  const type = (field: 'when' | 'unless' | 'emit', label: string, description: string, example: string) => (
    <Autocomplete
      data={names}
      description={description}
      label={label}
      limit={50}
      maxDropdownHeight={240}
      placeholder={example}
      required
      {...form.getInputProps(field)}
    />
  );
  const { when, unless, key, within_ms, emit } = form.values;
  return (
    <form noValidate onSubmit={form.onSubmit(onSubmit)}>
      <Panel title="Deadline">
        <Stack gap="md">
          {failure !== null && <Failure message={failure} />}
          <TextInput label="Name" placeholder="Abandoned" required {...form.getInputProps('name')} />
          <div className={classes.pair}>
            {type('when', 'When', 'This event arms it.', 'flow.started')}
            {type('unless', 'Unless', 'This event disarms it.', 'flow.completed')}
          </div>
          <div className={classes.pair}>
            <TextInput
              description="Where in the data of both stands what they have in common."
              dir="ltr"
              label="With the same"
              placeholder="/customer/id"
              required
              {...form.getInputProps('key')}
            />
            <DurationInput
              description="How long it waits."
              error={form.errors.within_ms}
              label="Within"
              onChange={(ms) => {
                if (ms !== null) form.setFieldValue('within_ms', ms);
              }}
              required
              value={within_ms}
            />
          </div>
          {type('emit', 'Emit', 'This event is posted when the time is up.', 'flow.abandoned')}
          {when !== '' && unless !== '' && key !== '' && emit !== '' && (
            <Text c="dimmed">
              When <code>{when}</code> comes, and no <code>{unless}</code> with the same <code>{key}</code>{' '}
              within {duration(within_ms)}, then <code>{emit}</code> is posted with the data of the first.
            </Text>
          )}
          <Group gap="xs">
            <Button loading={isPending} type="submit">
              {submit}
            </Button>
          </Group>
        </Stack>
      </Panel>
    </form>
  );
}
