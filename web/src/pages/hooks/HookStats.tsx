/** What one hook's deliveries came to over time: by outcome, and how long its receiver took. */
import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import { Failure } from '~/components/base/Failure';
import { RangeChoice } from '~/components/stats/RangeChoice';
import { StatsPanels } from '~/components/stats/StatsPanels';
import classes from '~/pages/hooks/HookStats.module.css';
import { statsQuery } from '~/services/stats';
import { statsWords, type StatsRange } from '~/words/stats';

export interface HookStatsProps {
  hookId: string;
  range: StatsRange;
  onRange: (range: StatsRange) => void;
}

export function HookStats({ hookId, range, onRange }: HookStatsProps) {
  const { data: stats, error, refetch } = useQuery(statsQuery(range, hookId));
  const failure = stats === undefined && error !== null;
  return (
    <section aria-label="Over time">
      <div className={classes.head}>
        <Title order={2}>Over time</Title>
        {/* The space is kept, so that nothing jumps when the figures come. */}
        <span className={classes.sum}>{stats === undefined ? '\u00a0' : statsWords(stats.total)}</span>
        <RangeChoice onChange={onRange} value={range} />
      </div>
      {failure ? (
        <Failure message={messageOf(error)} onRetry={() => void refetch()} />
      ) : (
        <StatsPanels range={range} stats={stats} />
      )}
    </section>
  );
}
