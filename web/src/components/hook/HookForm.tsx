/** Everything about a hook that a member sets: where it goes, what goes there, in which form, and how fast. */
import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, type ReactNode } from 'react';

import type { Action, EventType, Preset } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { FoldedPanel } from '~/components/base/FoldedPanel';
import { useLeaveQuestion } from '~/components/base/leave-question';
import { Panel } from '~/components/base/Panel';
import { AnswerRules } from '~/components/hook/AnswerRules';
import { FormFields } from '~/components/hook/FormFields';
import classes from '~/components/hook/HookForm.module.css';
import { LimitFields } from '~/components/hook/LimitFields';
import { PolicyEditor } from '~/components/hook/PolicyEditor';
import { PolicyTimeline } from '~/components/hook/PolicyTimeline';
import { checksOf, hasOwnLimits, type HookValues } from '~/components/hook/hook-values';
import { WhereFields } from '~/components/hook/WhereFields';
import { effectivePolicy, limitWords, planSum, policyWords } from '~/words/policy';
import { counted } from '~/words/time';

export interface HookFormProps {
  initialValues: HookValues;
  /** The actions of the hook, or of the one that it is to be like; null for a hook without a model. */
  present: Action[] | null;
  presets: Preset[];
  eventTypes: EventType[];
  /** The verb on the button. */
  submit: string;
  isPending: boolean;
  /** Why saving did not work. */
  failure: string | null;
  /** What the server said about single fields. */
  fieldErrors: Partial<Record<keyof HookValues, string>>;
  onSubmit: (values: HookValues) => void;
  onCancel: () => void;
  /** True for a reader who came to change the policy. */
  opensPolicy?: boolean;
  /** What the hook would send as it stands. */
  preview?: (values: HookValues) => ReactNode;
}

export function HookForm(props: HookFormProps) {
  const {
    initialValues,
    present,
    presets,
    eventTypes,
    submit,
    isPending,
    failure,
    fieldErrors,
    onSubmit,
    onCancel,
    opensPolicy = false,
    preview,
  } = props;
  const form = useForm<HookValues>({
    initialValues,
    validate: checksOf(present),
    validateInputOnBlur: true,
  });
  const { setErrors } = form;
  const { question } = useLeaveQuestion(form.isDirty());
  const wrong = Object.keys(fieldErrors);
  useEffect(() => {
    setErrors(fieldErrors);
    focusFirst(Object.keys(fieldErrors));
  }, [fieldErrors, setErrors]);

  const preset = presets.find(({ name }) => name === form.values.preset);
  const policy = preset === undefined ? null : effectivePolicy(preset.policy, form.values.policy);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(onSubmit, (errors) => {
        focusFirst(Object.keys(errors));
      })}
    >
      <div className={classes.columns}>
        <Stack gap="md">
          <Panel title="Destination and events">
            <WhereFields eventTypes={eventTypes} form={form} present={present} />
          </Panel>
          <Panel title="Request format">
            <FormFields form={form} preset={preset} presets={presets} />
          </Panel>
          {preview?.(form.values)}
          {preset !== undefined && (
            <div id="policy">
              <FoldedPanel
                field="policy"
                isNeeded={
                  opensPolicy || wrong.includes('policy') || Object.keys(form.values.policy).length > 0
                }
                summary={policyWords(preset.policy, form.values.policy)}
                title="Delivery policy"
              >
                {typeof form.errors.policy === 'string' && <Failure message={form.errors.policy} />}
                <PolicyEditor
                  onChange={(policy) => {
                    form.setFieldValue('policy', policy);
                  }}
                  overrides={form.values.policy}
                  preset={preset}
                />
              </FoldedPanel>
            </div>
          )}
          <FoldedPanel
            isNeeded={
              wrong.includes('max_in_flight') || wrong.includes('rate_per_s') || hasOwnLimits(form.values)
            }
            summary={limitWords(form.values.max_in_flight, form.values.rate_per_s)}
            title="Limits"
          >
            <LimitFields form={form} />
          </FoldedPanel>
          {/* Beside the button: whoever presses it is a long way below the first field. */}
          {failure !== null && <Failure message={failure} />}
          {failure === null && wrong.length > 0 && (
            <Failure
              message={`Nothing was saved: ${counted(wrong.length, 'field')} above must be changed.`}
            />
          )}
          <Group gap="xs">
            <Button loading={isPending} type="submit">
              {submit}
            </Button>
            <Button onClick={onCancel} variant="default">
              Cancel
            </Button>
          </Group>
          {question}
        </Stack>
        {policy !== null && (
          <aside className={classes.aside}>
            <Panel title={planSum(policy)}>
              <PolicyTimeline policy={policy} />
            </Panel>
            <Panel title="What an answer means">
              <AnswerRules policy={policy} />
            </Panel>
          </aside>
        )}
      </div>
    </form>
  );
}

/** Takes the reader to the first field that has to be changed. */
function focusFirst(names: string[]) {
  const first = names
    .map((name) => document.querySelector<HTMLElement>(`[data-field="${name}"]`))
    .find(Boolean);
  first?.focus();
}
