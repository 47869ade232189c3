/** Statistics in words: spans of time, the instants of their steps, and shares. */
import type { Backlog, Figures } from '~/api/shapes';
import { count, duration } from '~/words/time';

export const statsRanges = { hour: 'Hour', day: 'Day', week: 'Week' } as const;
export type StatsRange = keyof typeof statsRanges;

/** Reads a range from a URL; what is not understood is a day. */
export function readRange(value: unknown): StatsRange {
  return typeof value === 'string' && value in statsRanges ? (value as StatsRange) : 'day';
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });

/** When a step begins, as short as an axis needs it: "14:03", "Fri 18:00" within a week. */
export function stepLabel(at: string, range: StatsRange): string {
  return (range === 'week' ? weekday : clock).format(Date.parse(at));
}

/** "0 %", "0.04 %", "12.5 %": enough digits that a small share is not shown as none. */
export function share(value: number | null | undefined): string {
  if (value == null) return '–';
  const percent = value * 100;
  const digits = percent === 0 || percent >= 10 ? 0 : percent >= 1 ? 1 : 2;
  return `${percent > 0 && percent < 0.01 ? '< 0.01' : percent.toFixed(digits).replace(/\.0+$/, '')} %`;
}

/** "7", "more than 10,000" */
export function backlogWords(backlog: Backlog): string {
  return `${backlog.is_exact ? '' : 'more than '}${count(backlog.waiting)}`;
}

/** True if nothing at all was counted. */
export function isQuiet({ delivered, failed, cancelled, skipped, attempts }: Figures): boolean {
  return delivered + failed + cancelled + skipped + attempts === 0;
}

/** "1,180 delivered, 30 failed (2.5 %), half answered within 48 ms": a time in a line; empty if nothing was sent. */
export function statsWords(total: Figures): string {
  if (isQuiet(total)) return '';
  const failed = total.failed === 0 ? [] : [`${count(total.failed)} failed (${share(total.failure_rate)})`];
  const latency = total.latency_ms == null ? [] : [`half answered within ${duration(total.latency_ms.p50)}`];
  return [`${count(total.delivered)} delivered`, ...failed, ...latency].join(', ');
}
