/** A delivery policy to look at: its attempts on a line, and what they depend on in sentences. */
import { Tooltip } from '@mantine/core';

import type { Policy } from '~/api/shapes';
import { Facts } from '~/components/base/Facts';
import classes from '~/components/hook/PolicyPlan.module.css';
import { plannedAttempts, policySentences } from '~/words/policy';
import { counted, duration } from '~/words/time';

export function PolicyPlan({ policy }: { policy: Policy }) {
  const { attempts, more } = plannedAttempts(policy, 12);
  const last = attempts.at(-1);
  return (
    <div className={classes.root}>
      <p className={classes.sum}>
        {more ? `${attempts.length} attempts and more` : counted(attempts.length, 'attempt')}
        {last !== undefined &&
          last.afterMs > 0 &&
          ` over ${more ? 'more than ' : ''}${duration(last.afterMs)}`}
      </p>
      <ol aria-label="Planned attempts" className={classes.line}>
        {attempts.map(({ number, waitMs, afterMs }) => (
          <Tooltip key={number} label={`Attempt ${number}, ${duration(afterMs)} after the first`}>
            <li>
              <span className={classes.number}>{number}</span>
              <span className={classes.wait}>{number === 1 ? 'at once' : `+${duration(waitMs)}`}</span>
            </li>
          </Tooltip>
        ))}
        {more && <li className={classes.more}>…</li>}
      </ol>
      <Facts facts={policySentences(policy).map(({ term, words }) => ({ term, value: words }))} />
    </div>
  );
}
