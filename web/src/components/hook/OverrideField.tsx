/** One field of a policy: as the preset has it, or the hook's own with a way back. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

import classes from '~/components/hook/PolicyEditor.module.css';

export interface OverrideFieldProps {
  /** What the field is called, for the name of its way back. */
  label: string;
  /** What the preset says, in words. */
  preset: string;
  isOwn: boolean;
  onReset: () => void;
  children: ReactNode;
}

export function OverrideField({ label, preset, isOwn, onReset, children }: OverrideFieldProps) {
  return (
    <div className={classes.field} data-own={isOwn || undefined}>
      {children}
      {isOwn && (
        <span className={classes.own}>
          The preset has {preset}.{' '}
          <Button
            aria-label={`Reset ${label} to the preset`}
            onClick={onReset}
            size="compact-xs"
            variant="default"
          >
            Reset
          </Button>
        </span>
      )}
    </div>
  );
}
