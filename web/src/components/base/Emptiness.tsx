/** What stands where nothing is: why there is nothing, and what to do about it. */
import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import classes from '~/components/base/Emptiness.module.css';
import { InboxIcon } from '~/components/base/icons';

export interface EmptinessProps {
  title: string;
  children?: ReactNode;
  /** The button that would change it. */
  action?: ReactNode;
}

export function Emptiness({ title, children, action }: EmptinessProps) {
  return (
    <div className={classes.root}>
      <InboxIcon className={classes.icon} size={28} />
      <Title order={3} size="h2">
        {title}
      </Title>
      {children !== undefined && (
        <Text c="dimmed" className={classes.words}>
          {children}
        </Text>
      )}
      {action}
    </div>
  );
}
