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

/** "Replay of 1,200 deliveries", "Replay of 7 events" */
export function replayTitle({ over, total }: Pick<Replay, 'over' | 'total'>): string {
  return `Replay of ${over === 'events' ? counted(total, 'event') : counted(total, 'delivery', 'deliveries')}`;
}

/** "800 of 1,200 sent again, 3 passed over"; what a hook never had is not sent again, but sent. */
export function progressWords({ over, made, passed_over, total }: Replay): string {
  const sent = `${count(made)} of ${count(total)} ${over === 'events' ? 'sent' : 'sent again'}`;
  return passed_over === 0 ? sent : `${sent}, ${count(passed_over)} passed over`;
}

/** What a filter says in one respect. */
export interface FilterPart {
  words: string;
  /** The id of the hook that it names. */
  hook?: string;
}

/** What a replay takes, one respect after the other; `over` is told where it is not the usual. */
export function filterParts(
  filter: Replay['filter'],
  hookNames: ReadonlyMap<string, string>,
  over: Replay['over'] = 'deliveries',
): FilterPart[] {
  const { state, missed_since, event_type, hook, event, since, until } = filter;
  const said = (words: string | null | undefined): FilterPart[] => (words == null ? [] : [{ words }]);
  const parts = [
    ...said(over === 'events' ? 'Events' : null),
    ...said(state == null ? null : deliveryStates[state].label),
    ...said(missed_since == null ? null : 'Missed'),
    ...said(event_type),
    ...(hook == null ? [] : [{ words: hookNames.get(hook) ?? hook, hook }]),
    ...said(event),
    ...said(since == null ? null : `from ${exactTime(since)}`),
    ...said(until == null ? null : `until ${exactTime(until)}`),
  ];
  return parts.length === 0 ? said('All deliveries') : parts;
}

/** The same in a line: "Failed · invoice.* · ERP". */
export function filterWords(...what: Parameters<typeof filterParts>): string {
  return filterParts(...what)
    .map(({ words }) => words)
    .join(' · ');
}

/** Among which deliveries those are that a replay made: "deliveries of invoice.* to this hook since then". */
export function madeAmong({ event, event_type, hook }: Replay['filter']): string {
  const of = event == null ? event_type : 'this event';
  return ['deliveries', of == null ? null : `of ${of}`, hook == null ? null : 'to this hook', 'since then']
    .filter((part) => part !== null)
    .join(' ');
}

/** Why a replay passed something over. */
export const whyPassedOver: Record<Replay['over'], string> = {
  deliveries:
    'Passed over is what cannot be sent again: its hook takes no deliveries, or its event is no longer kept.',
  events:
    'Passed over is what the hook’s actions leave out by app, SKU or filter, and what cannot be sent: the hook takes no deliveries, or the event is no longer kept.',
};

/** What cancelling a replay comes to, of which so much is left. */
export function whatCancelling(over: Replay['over'], left: number): string {
  const [rest, again] =
    over === 'events'
      ? [`${counted(left, 'event is', 'events are')} not sent.`, 'events']
      : [`${counted(left, 'delivery is', 'deliveries are')} not sent again.`, 'deliveries'];
  return `${rest} What was sent stays sent; the same ${again} can be replayed once more.`;
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
