/** The four figures that are looked at first. */
import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';

import type { Stats } from '~/api/shapes';
import classes from '~/components/stats/StatsPanels.module.css';
import { backlogWords, share } from '~/words/stats';
import { count, counted, duration } from '~/words/time';

/** `stats` is undefined while they are fetched. */
export function StatsFigures({ stats }: { stats: Stats | undefined }) {
  const total = stats?.total;
  const latency = total?.latency_ms;
  return (
    <dl className={classes.figures}>
      <Figure
        label="Delivered"
        note={total && `${counted(total.attempts, 'attempt')} in all`}
        value={total && count(total.delivered)}
      />
      <Figure
        label="Failure rate"
        note={total && `${counted(total.failed, 'delivery', 'deliveries')} given up`}
        tone={(total?.failed ?? 0) > 0 ? 'bad' : undefined}
        value={total && share(total.failure_rate)}
      />
      <Figure
        label="Answer time"
        note={latency == null ? 'No attempts' : `half within; 95 % within ${duration(latency.p95)}`}
        value={total && (latency == null ? '–' : duration(latency.p50))}
      />
      <Figure
        label="Waiting now"
        note={stats && `${count(stats.backlog.due)} due by now`}
        value={stats && backlogWords(stats.backlog)}
      />
    </dl>
  );
}

interface FigureProps {
  label: string;
  value: ReactNode;
  note: ReactNode;
  tone?: 'bad' | undefined;
}

function Figure({ label, value, note, tone }: FigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className={classes.value} data-tone={tone}>
          {value ?? <Skeleton h={28} w="50%" />}
        </span>
        <span className={classes.note}>{value === undefined ? ' ' : note}</span>
      </dd>
    </div>
  );
}
