/** The tenant's settings, to be changed. What is in force stands beside what can be set. */
import { Button, Group, NumberInput, Select, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Fragment, useEffect } from 'react';

import type { Preset, Settings, SettingsPatch, TenantLimits } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { Panel } from '~/components/base/Panel';
import { keepEnter } from '~/components/base/keep-enter';
import { useLeaveQuestion } from '~/components/base/leave-question';
import pairs from '~/components/hook/HookForm.module.css';
import classes from '~/components/settings/SettingsForm.module.css';
import { changeOf, valuesOf, type SettingsValues } from '~/components/settings/settings-values';
import { schemaModeChoices, schemaModeOption, schemaModes } from '~/words/catalog';
import { limitKeys, limitNames } from '~/words/tenant';
import { count, counted } from '~/words/time';

export interface SettingsFormProps {
  settings: Settings;
  presets: Preset[];
  /** False for those who may only read them. */
  mayEdit: boolean;
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<keyof SettingsValues, string>>;
  onSave: (change: SettingsPatch) => void;
}

type Flag = {
  [Field in keyof SettingsValues]: SettingsValues[Field] extends boolean ? Field : never;
}[keyof SettingsValues];
type Figure = 'history_days' | 'body_days' | keyof TenantLimits;

export function SettingsForm(props: SettingsFormProps) {
  const { settings, presets, mayEdit, isPending, failure, fieldErrors, onSave } = props;
  const before = valuesOf(settings);
  const form = useForm<SettingsValues>({
    initialValues: before,
    validate: { name: (name) => (name.trim() === '' ? 'A name for your organisation' : null) },
  });
  const { setErrors } = form;
  useEffect(() => {
    setErrors(fieldErrors);
  }, [fieldErrors, setErrors]);

  const { in_force } = settings;
  const change = changeOf(form.values, before);
  const { question } = useLeaveQuestion(change !== null);
  const flag = (field: Flag, label: string, description: string) => (
    <Switch
      description={description}
      disabled={!mayEdit}
      label={label}
      {...form.getInputProps(field, { type: 'checkbox' })}
    />
  );
  const figure = (field: Figure, label: string, description: string) => (
    <NumberInput
      allowDecimal={false}
      description={description}
      disabled={!mayEdit}
      error={form.errors[field]}
      // Hints of one line and of two stand beside each other: below the fields they move none of them.
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      label={label}
      min={1}
      onChange={(value) => {
        form.setFieldValue(field, typeof value === 'number' ? value : null);
      }}
      placeholder="Not set"
      thousandSeparator=","
      value={form.values[field] ?? ''}
    />
  );
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        const change = changeOf(values, before);
        if (change !== null) onSave(change);
      })}
    >
      <Stack gap="md">
        {failure !== null && <Failure message={failure} />}
        <Panel title="Organisation">
          <div className={pairs.pair}>
            <TextInput dir="auto" disabled={!mayEdit} label="Name" {...form.getInputProps('name')} />
            <Select
              allowDeselect={false}
              data={presets.map(({ name, title }) => ({ value: name, label: title }))}
              disabled={!mayEdit}
              label="Preset of new hooks"
              {...form.getInputProps('preset')}
            />
          </div>
        </Panel>
        <Panel title="What is accepted">
          <Stack gap="md">
            {flag(
              'refuse_undeclared_event_types',
              'Refuse event types that nobody declared',
              'Otherwise they join the catalogue when they are first seen.',
            )}
            {flag(
              'refuses_unknown_apps',
              'Refuse apps and SKUs that nobody made',
              'Otherwise they are made when they are first named.',
            )}
            <Select
              allowDeselect={false}
              data={schemaModeChoices}
              description={`For event types with a schema that say nothing else themselves. ${schemaModes[form.values.event_schema_mode].means}`}
              disabled={!mayEdit}
              label="Events that violate their schema"
              renderOption={schemaModeOption}
              {...form.getInputProps('event_schema_mode')}
            />
          </Stack>
        </Panel>
        <Panel title="Limits">
          <Stack gap="md">
            <Text c="dimmed">
              How much there may be at most. The operator and the installation have limits of their own, and
              the tightest of the three is in force.
            </Text>
            <div className={classes.figures}>
              {limitKeys.map((key) => (
                <Fragment key={key}>{figure(key, limitNames[key], inForce(settings, key))}</Fragment>
              ))}
            </div>
          </Stack>
        </Panel>
        <Panel title="What is kept">
          <div className={classes.figures}>
            {figure(
              'history_days',
              'Days of history',
              `${counted(in_force.history_days, 'day')} in force, ${count(in_force.most_history_days)} at most. Fewer days erase what is older within minutes.`,
            )}
            {figure(
              'body_days',
              'Days of bodies',
              `${counted(in_force.body_days, 'day')} in force. Then data and requests are erased; states stay.`,
            )}
          </div>
        </Panel>
        <Panel title="Hooks and their owners">
          <Stack gap="md">
            {flag(
              'hooks_by_api_only',
              'Only tokens make and change hooks',
              'The console then shows them without changing them.',
            )}
            {flag(
              'deactivate_on_any_permission_change',
              'Strict owners',
              'Any change of an owner’s permissions deactivates all their hooks, not only those that need what was taken.',
            )}
            {flag(
              'keeps_unsent',
              'Keep what waits when an owner’s hook is deactivated',
              'It is sent once the hook is active again. Otherwise it is cancelled.',
            )}
          </Stack>
        </Panel>
        <Panel title="Mails about hooks">
          <Stack gap="md">
            {flag(
              'hook_warnings',
              'Warn before a hook is switched off',
              'To its owner and the administrators.',
            )}
            {flag('hook_deactivations', 'Tell that a hook was switched off', 'With the way back.')}
            <TagsInput
              acceptValueOnBlur
              description="Members who get each of these mails too, ten at most. Invite a shared mailbox first."
              disabled={!mayEdit}
              label="Copies to"
              maxTags={10}
              placeholder="ops@example.com"
              splitChars={[',', ' ']}
              wrapperProps={keepEnter}
              {...form.getInputProps('copies_to')}
            />
          </Stack>
        </Panel>
        {mayEdit && (
          <Group gap="xs">
            <Button disabled={change === null} loading={isPending} type="submit">
              Save
            </Button>
          </Group>
        )}
        {question}
      </Stack>
    </form>
  );
}

/** What is in force, and whether it is the operator's bound. */
function inForce({ in_force, ceiling }: Settings, key: keyof TenantLimits): string {
  const limit = in_force.limits[key];
  if (limit == null) return 'No limit is in force.';
  return `${count(limit)} in force${limit === ceiling[key] ? ', set by the operator' : ''}.`;
}
