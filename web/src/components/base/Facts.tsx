/** A list of terms and what they are: beside each other where there is room, else below. */
import { Fragment, type ReactNode } from 'react';

import classes from '~/components/base/Facts.module.css';

export interface Fact {
  term: string;
  value: ReactNode;
}

export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={classes.root}>
      {facts.map(({ term, value }) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
