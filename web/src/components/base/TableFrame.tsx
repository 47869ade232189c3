/** The surface that a table stands on when it is the page. */
import type { ReactNode } from 'react';

import classes from '~/components/base/Panel.module.css';

export function TableFrame({ children }: { children: ReactNode }) {
  return <div className={classes.root}>{children}</div>;
}
