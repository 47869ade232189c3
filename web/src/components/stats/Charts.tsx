/**
 * The charts of deliveries over time. Fetched on their own, as the library's charts are heavy; whoever cannot see them
 * reads `StepTable` instead.
 */
// The swatches of the legend.
import '@mantine/core/styles/ColorSwatch.css';
import '@mantine/charts/styles.css';

import { BarChart, LineChart } from '@mantine/charts';

import type { Stats } from '~/api/shapes';
import { stepLabel, type StatsRange } from '~/words/stats';
import { count, duration } from '~/words/time';

export interface ChartProps {
  stats: Stats;
  range: StatsRange;
}

const outcomes = [
  { name: 'Delivered', color: 'var(--bh-good)' },
  { name: 'Failed', color: 'var(--bh-bad)' },
  { name: 'Cancelled', color: 'var(--bh-wait)' },
  { name: 'Skipped', color: 'var(--bh-off)' },
];

const still = { isAnimationActive: false };
/** In the order of the series, not of the alphabet. */
const legend = { verticalAlign: 'bottom', height: 36, itemSorter: null } as const;

/** The table says the same: nothing to focus here. */
const unseen = { accessibilityLayer: false };

/** Deliveries by how they ended, one bar for each step. */
export function OutcomeChart({ stats, range }: ChartProps) {
  const data = stats.steps.map((step) => ({
    at: stepLabel(step.at, range),
    Delivered: step.delivered,
    Failed: step.failed,
    Cancelled: step.cancelled,
    Skipped: step.skipped,
  }));
  const seen = outcomes.filter(
    ({ name }, place) => place < 2 || data.some((step) => step[name as 'Skipped'] > 0),
  );
  return (
    <BarChart
      barChartProps={unseen}
      barProps={still}
      data={data}
      dataKey="at"
      h={220}
      legendProps={legend}
      series={seen}
      tickLine="none"
      tooltipAnimationDuration={0}
      type="stacked"
      valueFormatter={count}
      withLegend
      xAxisProps={{ minTickGap: 24 }}
      yAxisProps={{ allowDecimals: false, width: 44 }}
    />
  );
}

const percentiles = [
  { name: 'p50', color: 'var(--mantine-color-anchor)' },
  { name: 'p95', color: 'var(--bh-wait)', strokeDasharray: '6 3' },
  { name: 'p99', color: 'var(--bh-bad)', strokeDasharray: '2 3' },
];

/** How long receivers took, as percentiles of all attempts. */
export function LatencyChart({ stats, range }: ChartProps) {
  const data = stats.steps.map(({ at, latency_ms }) => ({
    at: stepLabel(at, range),
    p50: latency_ms?.p50 ?? null,
    p95: latency_ms?.p95 ?? null,
    p99: latency_ms?.p99 ?? null,
  }));
  return (
    <LineChart
      connectNulls={false}
      curveType="monotone"
      data={data}
      dataKey="at"
      dotProps={{ r: 2 }}
      h={220}
      legendProps={legend}
      lineChartProps={unseen}
      lineProps={still}
      series={percentiles}
      tickLine="none"
      tooltipAnimationDuration={0}
      valueFormatter={duration}
      withLegend
      xAxisProps={{ minTickGap: 24 }}
      yAxisProps={{ width: 60 }}
    />
  );
}
