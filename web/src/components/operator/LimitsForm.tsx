/** The bounds that the operator sets for a tenant, with what holds without them. */
import { Button, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';

import type { TenantLimits } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import classes from '~/components/operator/LimitsForm.module.css';
import { limitKeys, limitNames } from '~/words/tenant';
import { count } from '~/words/time';

export interface LimitsFormProps {
  /** What the operator has set. */
  limits: TenantLimits;
  /** What holds, all told. */
  inForce: TenantLimits;
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<keyof TenantLimits, string>>;
  onSave: (limits: TenantLimits) => void;
}

export function LimitsForm({ limits, inForce, isPending, failure, fieldErrors, onSave }: LimitsFormProps) {
  const [values, setValues] = useState(limits);
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        onSave(values);
      }}
    >
      <Stack gap="md">
        {failure !== null && <Failure message={failure} />}
        <div className={classes.fields}>
          {limitKeys.map((key) => (
            <NumberInput
              allowDecimal={false}
              description={heldTo(inForce[key])}
              error={fieldErrors[key]}
              key={key}
              label={limitNames[key]}
              min={1}
              placeholder="As the installation has it"
              onChange={(value) => {
                setValues({ ...values, [key]: typeof value === 'number' ? value : null });
              }}
              thousandSeparator=","
              value={values[key] ?? ''}
            />
          ))}
        </div>
        <div>
          <Button loading={isPending} type="submit">
            Save limits
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function heldTo(most: number | null | undefined): string {
  return most == null ? 'Now: none' : `Now: ${count(most)}`;
}
