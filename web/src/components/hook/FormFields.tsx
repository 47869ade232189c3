/** Preset, method, body and headers of a hook's requests. */
import { ActionIcon, Button, Input, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { randomId } from '@mantine/hooks';

import type { Format, Method, Preset } from '~/api/shapes';
import { Marked } from '~/components/base/Marked';
import { CrossIcon, PlusIcon } from '~/components/base/icons';
import classes from '~/components/hook/HookForm.module.css';
import type { HookFormApi } from '~/components/hook/hook-values';
import { planSum } from '~/words/policy';
import { duration } from '~/words/time';

const formats: Record<Format, string> = { json: 'JSON', xml: 'XML', form: 'Form data' };

export interface FormFieldsProps {
  form: HookFormApi;
  presets: Preset[];
  /** The chosen one, which bounds method and format. */
  preset: Preset | undefined;
}

export function FormFields({ form, presets, preset }: FormFieldsProps) {
  return (
    <Stack gap="sm">
      <div className={classes.pair}>
        <Select
          allowDeselect={false}
          data={presets.map(({ name, title }) => ({ value: name, label: title }))}
          data-field="preset"
          error={form.errors.preset}
          label="Preset"
          onChange={(name) => {
            choosePreset(form, presets, name);
          }}
          value={form.values.preset}
        />
        <Select<Method>
          allowDeselect={false}
          data={preset?.methods ?? ['POST']}
          data-field="method"
          label="Method"
          {...form.getInputProps('method')}
        />
        <Select<Format>
          allowDeselect={false}
          data={(preset?.formats ?? ['json' as const]).map((value) => ({ value, label: formats[value] }))}
          data-field="format"
          label="Body"
          {...form.getInputProps('format')}
        />
      </div>
      {preset !== undefined && (
        <Text aria-live="polite" c="dimmed" size="sm">
          <Marked text={preset.description} /> {planSum(preset.policy)},{' '}
          {duration(preset.policy.timeout_ms ?? 0)} for each.
        </Text>
      )}
      <Switch
        description="A second signature that any Standard Webhooks library can verify, beside the preset’s own."
        label="Standard Webhooks headers"
        {...form.getInputProps('standard_headers', { type: 'checkbox' })}
      />
      <Headers form={form} />
    </Stack>
  );
}

/** A preset brings its own method and format wherever it does not know the present ones. */
function choosePreset(form: HookFormApi, presets: Preset[], name: string | null) {
  const preset = presets.find((candidate) => candidate.name === name);
  if (preset === undefined) return;
  const { method, format } = form.values;
  form.setValues({
    preset: preset.name,
    method: preset.methods.includes(method) ? method : (preset.methods[0] ?? 'POST'),
    format: preset.formats.includes(format) ? format : (preset.formats[0] ?? 'json'),
    standard_headers: preset.standard_headers,
  });
}

function Headers({ form }: { form: HookFormApi }) {
  return (
    <Input.Wrapper
      description="Sent with every request, beside those of the preset."
      error={form.errors.headers}
      label="Headers"
    >
      <Stack gap={6} mt={6}>
        {form.values.headers.map(({ key }, index) => (
          <div className={classes.header} key={key}>
            <TextInput
              aria-label={`Name of header ${index + 1}`}
              placeholder="x-team"
              {...form.getInputProps(`headers.${index}.name`)}
            />
            <TextInput
              aria-label={`Value of header ${index + 1}`}
              placeholder="billing"
              {...form.getInputProps(`headers.${index}.value`)}
            />
            <ActionIcon
              aria-label={`Remove header ${index + 1}`}
              color="gray"
              onClick={() => {
                form.removeListItem('headers', index);
              }}
              size="input-sm"
              variant="subtle"
            >
              <CrossIcon />
            </ActionIcon>
          </div>
        ))}
        <Button
          leftSection={<PlusIcon size={14} />}
          onClick={() => {
            form.insertListItem('headers', { key: randomId(), name: '', value: '' });
          }}
          size="xs"
          variant="default"
          w="fit-content"
        >
          Add a header
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
