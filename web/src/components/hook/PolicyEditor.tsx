/** When and how hard to try, to be changed: every field is as the preset has it until the hook says otherwise. */
import { Input, NumberInput, SegmentedControl, TagsInput } from '@mantine/core';
import { useId, type ReactNode } from 'react';

import type { Policy, Preset } from '~/api/shapes';
import { DurationInput } from '~/components/base/DurationInput';
import { keepEnter } from '~/components/base/keep-enter';
import { OverrideField } from '~/components/hook/OverrideField';
import classes from '~/components/hook/PolicyEditor.module.css';
import { ScheduleFields } from '~/components/hook/ScheduleFields';
import { effectivePolicy, isOverridden, planSum, withoutOverrides } from '~/words/policy';
import { duration } from '~/words/time';

export interface PolicyEditorProps {
  preset: Preset;
  /** What the hook changes of it. */
  overrides: Policy;
  onChange: (overrides: Policy) => void;
}

const statusHints = ['2xx', '200', '204', '4xx', '429', '5xx', '503', 'any'];

export function PolicyEditor({ preset, overrides, onChange }: PolicyEditorProps) {
  const policy = effectivePolicy(preset.policy, overrides);
  const set = (changed: Policy) => {
    onChange({ ...overrides, ...changed });
  };
  /** A field with its way back to the preset. */
  const field = (label: string, said: string, fields: (keyof Policy)[], children: ReactNode) => (
    <OverrideField
      isOwn={fields.some((name) => isOverridden(overrides, name))}
      label={label}
      onReset={() => {
        onChange(withoutOverrides(overrides, fields));
      }}
      preset={said}
    >
      {children}
    </OverrideField>
  );
  const statuses = (name: 'success' | 'retry_on' | 'retry_after_on', label: string, none: string) =>
    field(
      label,
      listed(preset.policy[name]),
      [name],
      <TagsInput
        acceptValueOnBlur
        data={statusHints}
        label={label}
        onChange={(texts) => {
          set({ [name]: texts });
        }}
        placeholder={policy[name]?.length ? '' : none}
        splitChars={[',', ' ']}
        value={policy[name] ?? []}
        wrapperProps={keepEnter}
      />,
    );
  const time = (
    name: 'timeout_ms' | 'retry_after_max_ms' | 'deactivate_after_ms' | 'warn_before_ms',
    label: string,
    description: string,
    mayBeNone = false,
  ) =>
    field(
      label,
      preset.policy[name] == null ? 'never' : duration(preset.policy[name]),
      [name],
      <DurationInput
        description={description}
        label={label}
        mayBeNone={mayBeNone}
        onChange={(ms) => {
          set({ [name]: ms });
        }}
        placeholder={mayBeNone ? 'Never' : ''}
        value={policy[name] ?? null}
      />,
    );
  return (
    <div className={classes.root}>
      <p className={classes.lead}>
        What you change here is this hook’s own; the rest follows the preset {preset.title}.
      </p>
      <fieldset className={classes.group}>
        <legend>Each attempt</legend>
        {time('timeout_ms', 'Time limit', 'For connecting and the whole response.')}
        {statuses('success', 'Succeeds on', '')}
        {field(
          'time-outs',
          preset.policy.on_timeout === 'delivered' ? 'them as delivered' : 'them as failed',
          ['on_timeout'],
          <Choice
            data={[
              { value: 'retry', label: 'Failed' },
              { value: 'delivered', label: 'Delivered' },
            ]}
            label="A time-out counts as"
            onChange={(on_timeout) => {
              set({ on_timeout });
            }}
            value={policy.on_timeout ?? 'retry'}
          />,
        )}
      </fieldset>
      <fieldset className={classes.group}>
        <legend>Retries</legend>
        <div className={classes.wide}>
          {field(
            'the schedule',
            planSum(preset.policy).toLowerCase(),
            ['schedule', 'schedule_ms'],
            <ScheduleFields
              onChange={(schedule) => {
                onChange({ ...withoutOverrides(overrides, ['schedule', 'schedule_ms']), ...schedule });
              }}
              policy={policy}
            />,
          )}
        </div>
        {statuses('retry_on', 'Retried after', 'No response')}
        {statuses('retry_after_on', 'Retry-After is heeded on', 'No response')}
        {time('retry_after_max_ms', 'Retry-After at most', 'A receiver cannot ask for more.')}
        {field(
          'jitter',
          `${Math.round((preset.policy.jitter ?? 0) * 100)} %`,
          ['jitter'],
          <NumberInput
            allowDecimal={false}
            description="Lengthens each wait at random."
            label="Jitter"
            max={100}
            min={0}
            onChange={(value) => {
              if (typeof value === 'number') set({ jitter: value / 100 });
            }}
            suffix=" %"
            value={Math.round((policy.jitter ?? 0) * 100)}
          />,
        )}
      </fieldset>
      <fieldset className={classes.group}>
        <legend>Switching the hook off</legend>
        {time('deactivate_after_ms', 'Without one success for', 'Empty for never.', true)}
        {time('warn_before_ms', 'Warning mail before', 'Empty for none.', true)}
        {field(
          'spent deliveries',
          preset.policy.deactivate_after_spent == null
            ? 'never'
            : `${preset.policy.deactivate_after_spent} in a row`,
          ['deactivate_after_spent'],
          <NumberInput
            allowDecimal={false}
            description="In a row, each with all its attempts. Empty for never."
            label="After failed deliveries"
            min={1}
            onChange={(value) => {
              set({ deactivate_after_spent: typeof value === 'number' ? value : null });
            }}
            placeholder="Never"
            value={policy.deactivate_after_spent ?? ''}
          />,
        )}
        {field(
          '410 Gone',
          preset.policy.on_gone === 'deactivate' ? 'it switch the hook off' : 'it as any failure',
          ['on_gone'],
          <Choice
            data={[
              { value: 'deactivate', label: 'Switches off' },
              { value: 'retry', label: 'As any failure' },
            ]}
            label="On 410 Gone"
            onChange={(on_gone) => {
              set({ on_gone });
            }}
            value={policy.on_gone ?? 'retry'}
          />,
        )}
      </fieldset>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  data: { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

function Choice<T extends string>({ label, data, value, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div>
      <Input.Label id={id}>{label}</Input.Label>
      <SegmentedControl<T> aria-labelledby={id} data={data} fullWidth onChange={onChange} value={value} />
    </div>
  );
}

function listed(statuses: string[] | null | undefined): string {
  return statuses == null || statuses.length === 0 ? 'none' : statuses.join(', ');
}
