/** The figures behind the charts, step by step. */
import type { Stats } from '~/api/shapes';
import classes from '~/components/stats/StatsPanels.module.css';
import { share, stepLabel, type StatsRange } from '~/words/stats';
import { count, duration } from '~/words/time';

export function StepTable({ stats, range }: { stats: Stats; range: StatsRange }) {
  return (
    <details className={classes.details}>
      <summary>Show the numbers as a table</summary>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys, too */}
      <div aria-label="Numbers behind the charts" className={classes.scroll} role="region" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              {[
                'From',
                'Delivered',
                'Failed',
                'Cancelled',
                'Skipped',
                'Failure rate',
                'p50',
                'p95',
                'p99',
              ].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stats.steps.map(({ at, latency_ms, ...step }) => (
              <tr key={at}>
                <th scope="row">{stepLabel(at, range)}</th>
                <td>{count(step.delivered)}</td>
                <td>{count(step.failed)}</td>
                <td>{count(step.cancelled)}</td>
                <td>{count(step.skipped)}</td>
                <td>{share(step.failure_rate)}</td>
                {[latency_ms?.p50, latency_ms?.p95, latency_ms?.p99].map((ms, place) => (
                  // Columns have no identity but their place.
                  <td key={place}>{ms === undefined ? '–' : duration(ms)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
