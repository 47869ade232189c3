/** How much of a hook's receiver is used at once. */
import { NumberInput } from '@mantine/core';

import classes from '~/components/hook/HookForm.module.css';
import type { HookFormApi } from '~/components/hook/hook-values';

export function LimitFields({ form }: { form: HookFormApi }) {
  const { onChange, value, ...rate } = form.getInputProps('rate_per_s') as {
    value: number | null;
    onChange: (value: number | null) => void;
  };
  return (
    <div className={classes.pair}>
      <NumberInput
        allowDecimal={false}
        data-field="max_in_flight"
        description="Requests open at the same time."
        label="In flight"
        max={1000}
        min={1}
        {...form.getInputProps('max_in_flight')}
      />
      <NumberInput
        allowDecimal={false}
        data-field="rate_per_s"
        description="Requests begun in one second."
        label="Per second"
        min={1}
        onChange={(next) => {
          onChange(typeof next === 'number' ? next : null);
        }}
        placeholder="No limit"
        value={value ?? ''}
        {...rate}
      />
    </div>
  );
}
