/** A part of a page with its own heading, set apart from the page by surface and line. */
import { Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

import classes from '~/components/base/Panel.module.css';

export interface PanelProps {
  title: string;
  /** Beside the heading: a link or a small button. */
  aside?: ReactNode;
  /** `flush` lets a table reach the panel's edges. */
  body?: 'padded' | 'flush';
  children: ReactNode;
}

export function Panel({ title, aside, body = 'padded', children }: PanelProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={classes.root}>
      <div className={classes.head}>
        <Title id={heading} order={2}>
          {title}
        </Title>
        {aside}
      </div>
      <div className={body === 'padded' ? classes.padded : classes.flush}>{children}</div>
    </section>
  );
}
