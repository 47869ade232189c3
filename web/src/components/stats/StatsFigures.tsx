/** The four figures that are looked at first. */
import type { Stats } from '~/api/shapes';
import { FigureCards } from '~/components/base/FigureCards';
import { backlogWords, share } from '~/words/stats';
import { count, counted, duration } from '~/words/time';

/** `stats` is undefined while they are fetched. */
export function StatsFigures({ stats }: { stats: Stats | undefined }) {
  const total = stats?.total;
  const latency = total?.latency_ms;
  return (
    <FigureCards
      figures={[
        {
          label: 'Delivered',
          value: total && count(total.delivered),
          note: total && `${counted(total.attempts, 'attempt')} in all`,
        },
        {
          label: 'Failure rate',
          value: total && share(total.failure_rate),
          note: total && `${counted(total.failed, 'delivery', 'deliveries')} given up`,
          tone: (total?.failed ?? 0) > 0 ? 'bad' : undefined,
        },
        {
          label: 'Answer time',
          value: total && (latency == null ? '–' : duration(latency.p50)),
          note: latency == null ? 'No attempts' : `half within; 95 % within ${duration(latency.p95)}`,
        },
        {
          label: 'Waiting now',
          value: stats && backlogWords(stats.backlog),
          note: stats && `${count(stats.backlog.due)} due by now`,
        },
      ]}
    />
  );
}
