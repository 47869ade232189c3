/** The frame of the operator's pages: what this is, who is signed in, and the way out. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

import classes from '~/components/operator/OperatorFrame.module.css';
import { CONTENT } from '~/components/shell/Shell';
import { Wordmark } from '~/components/shell/Wordmark';

export interface OperatorFrameProps {
  /** The name of the token that is signed in. */
  name: string;
  onSignOut: () => void;
  children: ReactNode;
}

export function OperatorFrame({ name, onSignOut, children }: OperatorFrameProps) {
  return (
    <>
      <header className={classes.bar}>
        <div className={classes.inner}>
          <Wordmark />
          <span className={classes.where}>Operator</span>
          <span className={classes.who}>
            <bdi>{name}</bdi>
          </span>
          <Button className={classes.out} onClick={onSignOut} size="compact-sm" variant="transparent">
            Sign out
          </Button>
        </div>
      </header>
      <main className={classes.content} id={CONTENT} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
