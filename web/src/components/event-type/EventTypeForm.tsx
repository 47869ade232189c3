/** What is said about an event type: its description, an example of its data, and a schema of it. */
import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';

import type { SchemaMode } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { JsonField } from '~/components/base/JsonField';
import { Panel } from '~/components/base/Panel';
import { schemaModeChoices, schemaModeOption, schemaModes } from '~/words/catalog';
import { checkJson } from '~/words/json';

export interface EventTypeValues {
  name: string;
  description: string;
  example: string;
  schema: string;
  /** Null for the tenant's own. */
  mode: SchemaMode | null;
}

export interface EventTypeFormProps {
  initialValues: EventTypeValues;
  /** An event type that is there keeps its name. */
  isNew: boolean;
  /** The words on the button. */
  submit: string;
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<keyof EventTypeValues, string>>;
  onSubmit: (values: EventTypeValues) => void;
}

export function EventTypeForm(props: EventTypeFormProps) {
  const { initialValues, isNew, submit, isPending, failure, fieldErrors, onSubmit } = props;
  const form = useForm<EventTypeValues>({
    initialValues,
    validate: {
      name: (name) => (name.includes('.') ? null : 'resource.action, such as invoice.paid'),
      example: optionalJson,
      schema: optionalJson,
    },
  });
  const { setErrors } = form;
  useEffect(() => {
    setErrors(fieldErrors);
  }, [fieldErrors, setErrors]);
  return (
    <form noValidate onSubmit={form.onSubmit(onSubmit)}>
      <Stack gap="md">
        {failure !== null && <Failure message={failure} />}
        <Panel title="What it is">
          <Stack gap="sm">
            {isNew && (
              <TextInput
                label="Name"
                maw={420}
                placeholder="invoice.paid"
                required
                {...form.getInputProps('name')}
              />
            )}
            <Textarea
              dir="auto"
              label="Description"
              placeholder="When it happens, in a sentence."
              resize="vertical"
              rows={2}
              {...form.getInputProps('description')}
            />
          </Stack>
        </Panel>
        <Panel title="Its data">
          <Stack gap="sm">
            <JsonField
              description="Test events, previews and the exported catalogue begin with it."
              label="Example"
              placeholder={'{"id": "in_1", "total": 1200}'}
              {...form.getInputProps('example')}
            />
            <JsonField
              description="JSON Schema, draft 2020-12. Leave it empty for none."
              label="Schema"
              placeholder={'{"type": "object", "required": ["id"]}'}
              {...form.getInputProps('schema')}
            />
            <Select
              clearable
              data={schemaModeChoices}
              description={form.values.mode === null ? undefined : schemaModes[form.values.mode].means}
              label="Events that violate the schema"
              placeholder="As the settings say"
              renderOption={schemaModeOption}
              {...form.getInputProps('mode')}
            />
          </Stack>
        </Panel>
        <Group gap="xs">
          <Button loading={isPending} type="submit">
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function optionalJson(text: string): string | null {
  return text.trim() === '' ? null : checkJson(text);
}
