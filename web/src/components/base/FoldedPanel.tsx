/** A panel that most leave alone: closed, with what it holds in a line, until it is wanted. */
import { Title } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';

import { ChevronRightIcon } from '~/components/base/icons';
import classes from '~/components/base/FoldedPanel.module.css';

export interface FoldedPanelProps {
  title: string;
  /** What it holds, in one line, for who does not open it. */
  summary: string;
  /** True where it must not be overlooked: it opens by itself whenever that becomes so, and may be closed again. */
  isNeeded: boolean;
  /** The field of a form that it is as a whole, for what takes the reader to a wrong one. */
  field?: string;
  children: ReactNode;
}

export function FoldedPanel({ title, summary, isNeeded, field, children }: FoldedPanelProps) {
  const heading = useId();
  const [isOpen, setOpen] = useState(isNeeded);
  const [wasNeeded, setWasNeeded] = useState(isNeeded);
  // While it is drawn, so that a field within it can be given the focus by what comes after.
  if (wasNeeded !== isNeeded) {
    setWasNeeded(isNeeded);
    if (isNeeded) setOpen(true);
  }
  return (
    <section aria-labelledby={heading} className={classes.root}>
      <details
        onToggle={(toggled) => {
          setOpen(toggled.currentTarget.open);
        }}
        open={isOpen}
      >
        <summary className={classes.head} data-field={field}>
          <ChevronRightIcon size={16} />
          <Title id={heading} order={2}>
            {title}
          </Title>
          <span className={classes.summary}>{summary}</span>
        </summary>
        <div className={classes.body}>{children}</div>
      </details>
    </section>
  );
}
