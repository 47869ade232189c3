/** When a delivery is tried again: its kind, and the figures of that kind. */
import { Input, NumberInput, SegmentedControl, TagsInput } from '@mantine/core';
import { useId, useState } from 'react';

import type { Policy, Schedule } from '~/api/shapes';
import { DurationInput } from '~/components/base/DurationInput';
import { keepEnter } from '~/components/base/keep-enter';
import classes from '~/components/hook/PolicyEditor.module.css';
import { exactDuration, parseDuration } from '~/words/duration';
import { scheduleOf } from '~/words/policy';

const kinds: { value: Schedule['kind']; label: string }[] = [
  { value: 'none', label: 'Once' },
  { value: 'list', label: 'List' },
  { value: 'interval', label: 'Interval' },
  { value: 'growing', label: 'Growing' },
];

/** What each kind begins with when it is chosen. */
const beginnings: Record<Schedule['kind'], Policy> = {
  none: { schedule_ms: [] },
  list: { schedule_ms: [5_000, 300_000, 1_800_000, 7_200_000] },
  interval: { schedule: { kind: 'interval', every_ms: 300_000, max_retries: 100 } },
  growing: { schedule: { kind: 'growing', base_ms: 5_000, factor: 2, max_retries: 12 } },
};

export interface ScheduleFieldsProps {
  policy: Policy;
  /** Takes the one of the two forms that says it. */
  onChange: (schedule: Pick<Policy, 'schedule' | 'schedule_ms'>) => void;
}

export function ScheduleFields({ policy, onChange }: ScheduleFieldsProps) {
  const label = useId();
  const schedule = scheduleOf(policy);
  const isEmpty = schedule.kind === 'list' && (schedule.waits_ms ?? []).length === 0;
  const kind = isEmpty ? 'none' : schedule.kind;
  return (
    <>
      <div>
        <Input.Label id={label}>Tries again</Input.Label>
        <SegmentedControl
          aria-labelledby={label}
          data={kinds}
          fullWidth
          onChange={(kind) => {
            onChange(beginnings[kind]);
          }}
          value={kind}
        />
      </div>
      {kind === 'list' && (
        <WaitList
          onChange={(schedule_ms) => {
            onChange({ schedule_ms });
          }}
          waits={schedule.waits_ms ?? []}
        />
      )}
      {(kind === 'interval' || kind === 'growing') && (
        <Figures
          onChange={(changed) => {
            onChange({ schedule: { ...schedule, ...changed } });
          }}
          schedule={schedule}
        />
      )}
    </>
  );
}

function WaitList({ waits, onChange }: { waits: number[]; onChange: (waits: number[]) => void }) {
  const [refused, setRefused] = useState<string | null>(null);
  // Equal waits are common, and a list of tags takes no two alike: each carries its place, unseen.
  const tags = waits.map((wait, index) => `${exactDuration(wait)}${'\u200b'.repeat(index)}`);
  return (
    <TagsInput
      acceptValueOnBlur
      allowDuplicates
      description="One wait before each retry. Press Enter after each."
      error={refused}
      label="Waits"
      onChange={(texts) => {
        const read = texts.map((text) => parseDuration(text.replaceAll('\u200b', '')));
        const wrong = read.indexOf(null);
        setRefused(wrong === -1 ? null : `“${texts[wrong] ?? ''}” is not a length of time, such as 5 min`);
        onChange(read.filter((wait) => wait !== null));
      }}
      placeholder="30 min"
      splitChars={[',']}
      value={tags}
      wrapperProps={keepEnter}
    />
  );
}

interface FiguresProps {
  schedule: Schedule;
  onChange: (changed: Partial<Schedule>) => void;
}

function Figures({ schedule, onChange }: FiguresProps) {
  const isInterval = schedule.kind === 'interval';
  const { power, factor } = schedule;
  return (
    <div className={classes.parts}>
      {isInterval && (
        <DurationInput
          label="First after"
          mayBeNone
          onChange={(first_ms) => {
            onChange({ first_ms });
          }}
          placeholder="As the others"
          value={schedule.first_ms ?? null}
        />
      )}
      <DurationInput
        label={isInterval ? 'Then every' : 'Begins with'}
        onChange={(ms) => {
          onChange(isInterval ? { every_ms: ms } : { base_ms: ms });
        }}
        value={(isInterval ? schedule.every_ms : schedule.base_ms) ?? null}
      />
      {!isInterval && (
        <NumberInput
          decimalScale={1}
          label={power == null ? 'Times, each' : 'Plus retry to the power'}
          max={power == null ? 10 : 8}
          min={power == null ? 1.1 : 1}
          onChange={(value) => {
            if (typeof value === 'number') onChange(power == null ? { factor: value } : { power: value });
          }}
          step={power == null ? 0.5 : 1}
          value={power ?? factor ?? 2}
        />
      )}
      {!isInterval && (
        <DurationInput
          label="At most"
          mayBeNone
          onChange={(max_wait_ms) => {
            onChange({ max_wait_ms });
          }}
          placeholder="No limit"
          value={schedule.max_wait_ms ?? null}
        />
      )}
      <NumberInput
        allowDecimal={false}
        label="Retries"
        max={10_000}
        min={1}
        onChange={(value) => {
          onChange({ max_retries: typeof value === 'number' ? value : null });
        }}
        placeholder="Without end"
        value={schedule.max_retries ?? ''}
      />
      <DurationInput
        label="For"
        mayBeNone
        onChange={(max_age_ms) => {
          onChange({ max_age_ms });
        }}
        placeholder="Without end"
        value={schedule.max_age_ms ?? null}
      />
    </div>
  );
}
