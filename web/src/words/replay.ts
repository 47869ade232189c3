/** Replays in words: their state, how far they are, and what they take. */
import type { Replay, ReplayState } from '~/api/shapes';
import { deliveryStates } from '~/words/delivery';
import { count, counted, duration, exactTime } from '~/words/time';
import type { Said } from '~/words/tone';

export const replayStates: Record<ReplayState, Said> = {
  running: { label: 'Running', tone: 'wait' },
  done: { label: 'Done', tone: 'good' },
  cancelled: { label: 'Cancelled', tone: 'off' },
};

/** How much of a replay is behind it, from 0 to 100. One that takes nothing is done at once. */
export function progress({
  made,
  passed_over,
  total,
}: Pick<Replay, 'made' | 'passed_over' | 'total'>): number {
  if (total === 0) return 100;
  return Math.min(100, Math.floor(((made + passed_over) / total) * 100));
}

/** "800 of 1,200 sent again, 3 passed over" */
export function progressWords({ made, passed_over, total }: Replay): string {
  const sent = `${count(made)} of ${count(total)} sent again`;
  return passed_over === 0 ? sent : `${sent}, ${count(passed_over)} passed over`;
}

/** What a replay takes: "Failed · invoice.* · ERP". */
export function filterWords(filter: Replay['filter'], hookNames: ReadonlyMap<string, string>): string {
  const { state, missed_since, event_type, hook, event, since, until } = filter;
  const parts = [
    state == null ? null : deliveryStates[state].label,
    missed_since == null ? null : 'Missed',
    event_type,
    hook == null ? null : (hookNames.get(hook) ?? hook),
    event,
    since == null ? null : `from ${exactTime(since)}`,
    until == null ? null : `until ${exactTime(until)}`,
  ].filter((part) => part != null);
  return parts.length === 0 ? 'All deliveries' : parts.join(' · ');
}

/** "1,200 deliveries are sent again." */
export function whatIsReplayed(total: number): string {
  if (total === 0) return 'No finished delivery is like this: there is nothing to send again.';
  return `${counted(total, 'delivery is', 'deliveries are')} sent again, each as a new delivery to its hook.`;
}

/**
 * How much longer a replay takes, from how far it came since it began: "about 3 min left"; null when it is over, and
 * before anything can be told.
 */
export function timeLeft(replay: Replay, now: number): string | null {
  const done = replay.made + replay.passed_over;
  const took = now - Date.parse(replay.created_at);
  if (replay.state !== 'running' || done === 0 || took <= 0) return null;
  return `about ${duration((took / done) * (replay.total - done))} left`;
}
