/** Figures over time: two charts, and the same numbers as a table for whoever would rather read. */
import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

import type { Stats } from '~/api/shapes';
import { Emptiness } from '~/components/base/Emptiness';
import { Panel } from '~/components/base/Panel';
import classes from '~/components/stats/StatsPanels.module.css';
import { StepTable } from '~/components/stats/StepTable';
import { isQuiet, type StatsRange } from '~/words/stats';

const OutcomeChart = lazy(async () => ({
  default: (await import('~/components/stats/Charts')).OutcomeChart,
}));
const LatencyChart = lazy(async () => ({
  default: (await import('~/components/stats/Charts')).LatencyChart,
}));

export interface StatsPanelsProps {
  /** Undefined while they are fetched. */
  stats: Stats | undefined;
  range: StatsRange;
}

export function StatsPanels({ stats, range }: StatsPanelsProps) {
  return (
    <div className={classes.root}>
      <Panel title="Deliveries">
        <Chart stats={stats}>{(stats) => <OutcomeChart range={range} stats={stats} />}</Chart>
      </Panel>
      <Panel title="Answer time">
        <Chart stats={stats}>{(stats) => <LatencyChart range={range} stats={stats} />}</Chart>
      </Panel>
      {stats !== undefined && !isQuiet(stats.total) && <StepTable range={range} stats={stats} />}
    </div>
  );
}

const waiting = (
  <div aria-busy="true">
    <Skeleton h={220} />
  </div>
);

function Chart({
  stats,
  children,
}: {
  stats: Stats | undefined;
  children: (stats: Stats) => React.ReactNode;
}) {
  if (stats === undefined) return waiting;
  if (isQuiet(stats.total)) {
    return (
      <div className={classes.quiet}>
        <Emptiness title="Nothing in this time">
          Nothing was sent but tests, if any. Try a longer time.
        </Emptiness>
      </div>
    );
  }
  return (
    // The table below says the same in words.
    <div aria-hidden="true" className={classes.chart}>
      <Suspense fallback={waiting}>{children(stats)}</Suspense>
    </div>
  );
}
