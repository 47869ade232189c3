/** A wide column for the work and a narrow one for the facts; under each other where there is no room. */
import type { ReactNode } from 'react';

import classes from '~/components/base/Columns.module.css';

export function Columns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={classes.root}>
      <div className={classes.column}>{main}</div>
      <div className={classes.column}>{side}</div>
    </div>
  );
}
