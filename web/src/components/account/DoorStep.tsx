/** The frame of the pages in front of the sign-in: one small form in the middle. */
import { Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import classes from '~/components/account/DoorStep.module.css';
import { Wordmark } from '~/components/shell/Wordmark';

export interface DoorStepProps {
  title: string;
  words?: string;
  children: ReactNode;
}

export function DoorStep({ title, words, children }: DoorStepProps) {
  return (
    <div className={classes.root}>
      <main className={classes.middle}>
        <div className={classes.brand}>
          <Wordmark />
        </div>
        <Paper className={classes.card} radius="md">
          <Title order={1}>{title}</Title>
          {words !== undefined && (
            <Text c="dimmed" mt={4}>
              {words}
            </Text>
          )}
          <div className={classes.body}>{children}</div>
        </Paper>
      </main>
    </div>
  );
}
