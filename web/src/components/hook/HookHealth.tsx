/** How a hook is doing: its latest deliveries as a row of strokes, and the figures that matter. */
import type { Delivery, Hook } from '~/api/shapes';
import { StateMark } from '~/components/base/StateMark';
import { When } from '~/components/base/When';
import classes from '~/components/hook/HookHealth.module.css';
import { latestOf, latestWords, switchOffAt } from '~/words/health';
import { verdict, type Waiting } from '~/words/hook';
import { counted, duration } from '~/words/time';

export interface HookHealthProps {
  hook: Hook;
  /** The newest first; undefined while they are fetched. */
  deliveries: Delivery[] | undefined;
  waiting: Waiting | undefined;
}

export function HookHealth({ hook, deliveries, waiting }: HookHealthProps) {
  const latest = latestOf(deliveries ?? []);
  const off = switchOffAt(hook);
  const { said, before } = verdict(hook);
  return (
    <div className={classes.root}>
      <div className={classes.verdict}>
        <StateMark said={said} wraps />
        {before !== null && <span className={classes.before}>{before}</span>}
        {off !== null && (
          <span className={classes.off}>
            Switched off <When at={off} /> unless a delivery succeeds before.
          </span>
        )}
      </div>
      <figure className={classes.latest}>
        <div aria-hidden="true" className={classes.strokes}>
          {latest.tones.map((tone, index) => (
            // The strokes have no identity but their place.
            <i data-tone={tone} key={index} />
          ))}
        </div>
        <figcaption>{deliveries === undefined ? ' ' : latestWords(latest)}</figcaption>
      </figure>
      <dl className={classes.figures}>
        <Figure label="Last success">
          <When at={hook.last_success_at} never="Never" />
        </Figure>
        <Figure label="Answer time">
          {latest.medianMs === null
            ? '–'
            : `${duration(latest.medianMs)}, slowest ${duration(latest.slowestMs ?? 0)}`}
        </Figure>
        <Figure label="Waiting">
          {waiting === undefined
            ? '–'
            : `${waiting.isAll ? '' : 'more than '}${counted(waiting.count, 'delivery', 'deliveries')}`}
        </Figure>
      </dl>
    </div>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
