/** The attempts of a policy, one below the other: when each would be, and what comes after the last. */
import { CrossIcon } from '~/components/base/icons';
import { useNow } from '~/components/base/use-now';
import classes from '~/components/hook/PolicyTimeline.module.css';
import type { Policy } from '~/api/shapes';
import { planRows, type PlanRow } from '~/words/policy';
import { clockTime, counted, duration, timeZone } from '~/words/time';

export function PolicyTimeline({ policy }: { policy: Policy }) {
  const now = useNow();
  const rows = planRows(policy);
  const jitter = Math.round((policy.jitter ?? 0) * 100);
  return (
    <div className={classes.root}>
      <ol aria-label="Planned attempts" className={classes.list}>
        {rows.map((row) => (
          <li className={classes.row} data-kind={row.kind} key={row.kind === 'gap' ? 'gap' : row.number}>
            {row.kind === 'gap' ? <Gap {...row} /> : <Attempt {...row} now={now} />}
          </li>
        ))}
        <End policy={policy} rows={rows} />
      </ol>
      <p className={classes.note}>
        Times are those of an event sent now ({timeZone()}).
        {rows.length > 1 &&
          jitter > 0 &&
          ` Each wait is lengthened at random by up to ${jitter} %, so that hooks do not retry in step.`}
      </p>
    </div>
  );
}

function Attempt({ number, waitMs, afterMs, now }: Extract<PlanRow, { kind: 'attempt' }> & { now: number }) {
  return (
    <>
      <span className={classes.dot}>{number}</span>
      <span className={classes.wait}>{number === 1 ? 'At once' : `${duration(waitMs)} later`}</span>
      <span className={classes.after}>{number > 2 && `${duration(afterMs)} after the first`}</span>
      <time className={classes.clock} dateTime={new Date(now + afterMs).toISOString()}>
        {clockTime(now + afterMs, now)}
      </time>
    </>
  );
}

function Gap({ count, shortestMs, longestMs }: Extract<PlanRow, { kind: 'gap' }>) {
  const every =
    shortestMs === longestMs
      ? `each ${duration(shortestMs)} after the one before`
      : `${duration(shortestMs)} to ${duration(longestMs)} apart`;
  return (
    <>
      <span className={classes.dots}>⋮</span>
      <span className={classes.between}>
        {count === null ? `And so on, ${every}, without end` : `${counted(count, 'more attempt')}, ${every}`}
      </span>
    </>
  );
}

/** What becomes of a delivery that no attempt brought home. */
function End({ policy, rows }: { policy: Policy; rows: PlanRow[] }) {
  if (rows.at(-1)?.kind === 'gap') return null;
  const age = policy.schedule?.max_age_ms;
  return (
    <li className={classes.row} data-kind="end">
      <span className={classes.dot}>
        <CrossIcon size={12} />
      </span>
      <span className={classes.between}>
        Given up: the delivery is failed, and can be replayed.
        {age != null && ` No attempt is made later than ${duration(age)} after the first.`}
      </span>
    </li>
  );
}
