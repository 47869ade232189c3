/** The head of a page: where it hangs, what it shows, and what can be done with all of it. */
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

import classes from '~/components/base/PageHeader.module.css';

export interface PageHeaderProps {
  title: ReactNode;
  /** A link to the list that this page's subject is one of. */
  parent?: ReactNode;
  /** What stands beside the title: the state of the subject. */
  mark?: ReactNode;
  /** A line below the title. */
  below?: ReactNode;
  /** Buttons, the most usual first. */
  actions?: ReactNode;
}

export function PageHeader({ title, parent, mark, below, actions }: PageHeaderProps) {
  return (
    <header className={classes.root}>
      <div className={classes.words}>
        {parent !== undefined && <div className={classes.parent}>{parent}</div>}
        <div className={classes.title}>
          <Title dir="auto" order={1}>
            {title}
          </Title>
          {mark}
        </div>
        {below !== undefined && below !== false && <div className={classes.below}>{below}</div>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
