/** Posting one event by hand: its type, its data from an example, and whatever else matters to who gets it. */
import { Autocomplete, Button, Group, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';

import type { EventType } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { JsonField } from '~/components/base/JsonField';
import { useLeaveQuestion } from '~/components/base/leave-question';
import { Panel } from '~/components/base/Panel';
import { keepEnter } from '~/components/base/keep-enter';
import classes from '~/components/hook/HookForm.module.css';
import { checkJson } from '~/words/json';

export interface EventValues {
  type: string;
  data: string;
  app: string;
  sku: string;
  subjects: string[];
  isTest: boolean;
  /** As the browser's field has it, in its own time zone; empty to send at once. */
  deliverAt: string;
}

export interface EventComposerProps {
  eventTypes: EventType[];
  initialValues: EventValues;
  /** The data of the type's example, once it is known; null if it has none. */
  example: string | null;
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<keyof EventValues, string>>;
  /** Another type is meant: its example can be fetched. */
  onType: (type: string) => void;
  onPost: (values: EventValues) => void;
  onCancel: () => void;
}

const TYPE = /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/;

export function EventComposer(props: EventComposerProps) {
  const { eventTypes, initialValues, example, isPending, failure, fieldErrors } = props;
  const { onType, onPost, onCancel } = props;
  const form = useForm<EventValues>({
    initialValues,
    validate: {
      type: (type) => (TYPE.test(type.trim()) ? null : 'resource.action, such as invoice.paid'),
      data: checkJson,
      sku: (sku, { app }) => (sku.trim() !== '' && app.trim() === '' ? 'Name its app too' : null),
    },
  });
  const { setErrors } = form;
  const { question } = useLeaveQuestion(form.isDirty());
  useEffect(() => {
    setErrors(fieldErrors);
  }, [fieldErrors, setErrors]);
  return (
    <form noValidate onSubmit={form.onSubmit(onPost)}>
      <Stack gap="md">
        {failure !== null && <Failure message={failure} />}
        <Panel title="What happened">
          <Stack gap="sm">
            <Autocomplete
              data={eventTypes.map(({ name }) => name).sort()}
              label="Event type"
              limit={50}
              maw={420}
              maxDropdownHeight={260}
              placeholder="invoice.paid"
              required
              {...form.getInputProps('type')}
              onChange={(type) => {
                form.setFieldValue('type', type);
                onType(type.trim());
              }}
            />
            <JsonField
              description="JSON, sent exactly as it is written here."
              label="Data"
              required
              {...form.getInputProps('data')}
            />
            {example !== null && example !== form.values.data && (
              <Button
                onClick={() => {
                  form.setFieldValue('data', example);
                }}
                size="xs"
                variant="default"
                w="fit-content"
              >
                Take the example of {form.values.type.trim()}
              </Button>
            )}
          </Stack>
        </Panel>
        <Panel title="Details">
          <Stack gap="md">
            <Switch
              description="Marks the event as one of a test environment. Hooks get it all the same."
              label="Test event"
              {...form.getInputProps('isTest', { type: 'checkbox' })}
            />
            <div className={classes.pair}>
              <TextInput label="App" placeholder="None" {...form.getInputProps('app')} />
              <TextInput label="SKU" placeholder="None" {...form.getInputProps('sku')} />
              <TagsInput
                acceptValueOnBlur
                label="About"
                placeholder="in_1"
                wrapperProps={keepEnter}
                {...form.getInputProps('subjects')}
              />
              <TextInput
                description="Empty to send it at once."
                label="Hold it until"
                type="datetime-local"
                {...form.getInputProps('deliverAt')}
              />
            </div>
          </Stack>
        </Panel>
        <Group gap="xs">
          <Button loading={isPending} type="submit">
            Post the event
          </Button>
          <Button onClick={onCancel} variant="default">
            Cancel
          </Button>
        </Group>
        {question}
      </Stack>
    </form>
  );
}
