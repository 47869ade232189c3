/** A few figures that are looked at first, each with what it is and a line on it. */
import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';

import classes from '~/components/base/FigureCards.module.css';

export interface Figure {
  label: string;
  /** Undefined while it is fetched. */
  value: ReactNode;
  note: ReactNode;
  tone?: 'bad' | undefined;
}

export function FigureCards({ figures }: { figures: Figure[] }) {
  return (
    <dl className={classes.root}>
      {figures.map(({ label, value, note, tone }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span className={classes.value} data-tone={tone}>
              {value ?? <Skeleton h={28} w="50%" />}
            </span>
            <span className={classes.note}>{value === undefined ? ' ' : note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
