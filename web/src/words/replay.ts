/** Replays in words: their state, how far they are, and what they take. */
import type { DeliveryState, Replay, ReplayDeliveries, ReplayState } from '~/api/shapes';
import { deliveryStates } from '~/words/delivery';
import { count, counted, duration, exactTime } from '~/words/time';
import type { Said } from '~/words/tone';

const replayStates: Record<ReplayState, Said> = {
  running: { label: 'Running', tone: 'wait' },
  done: { label: 'Done', tone: 'over' },
  cancelled: { label: 'Cancelled', tone: 'off' },
};

/** Where a replay is and, once it is done, what came of it: "Done: 80 delivered, 5 failed". It is well if all of it arrived. */
export function replayState(replay: Pick<Replay, 'state' | 'made' | 'deliveries'>): Said {
  const standing = replay.state === 'done' ? replay.deliveries : null;
  const parts = standing == null ? [] : standingParts(standing);
  if (standing == null || parts.length === 0) return replayStates[replay.state];
  const isMoving = standing.pending + standing.in_flight > 0;
  const counts = parts.map(({ words }) => words).join(', ');
  return {
    label: `${isMoving ? 'Sending' : 'Done'}: ${counts}${standing.is_exact ? '' : ' of the first 10,000'}`,
    tone: toneOf(standing, replay.made, isMoving),
  };
}

function toneOf(standing: ReplayDeliveries, made: number, isMoving: boolean): Said['tone'] {
  if (standing.failed > 0) return 'bad';
  if (isMoving) return 'wait';
  // What is not counted, or is no longer kept, may have failed.
  return standing.is_exact && standing.cancelled === 0 && standing.delivered >= made ? 'good' : 'over';
}

/** How many of a replay's deliveries are in one state. */
export interface StandingPart {
  state: DeliveryState;
  count: number;
  /** "5 failed" */
  words: string;
}

const STANDING = ['delivered', 'failed', 'cancelled', 'in_flight', 'pending'] as const;

/** How the deliveries of a replay stand, without the states in which there is none. */
export function standingParts(standing: ReplayDeliveries): StandingPart[] {
  return STANDING.map((state) => ({
    state,
    count: standing[state],
    words: `${count(standing[state])} ${deliveryStates[state].label.toLowerCase()}`,
  })).filter((part) => part.count > 0);
}

/** What the counts of a replay do not tell; null if they tell everything. */
export function whatIsNotCounted({ over, made, deliveries }: Replay): string | null {
  if (made === 0 || deliveries == null) return null;
  if (!deliveries.is_exact) return 'Only the first 10,000 are counted.';
  const kept = standingParts(deliveries).reduce((sum, part) => sum + part.count, 0);
  if (kept === 0)
    return 'None of them is known any more: they left with their events, or were made before Billhook recorded this.';
  // Of an event there may be several.
  if (over === 'events' || kept >= made) return null;
  return `${counted(made - kept, 'delivery is', 'deliveries are')} no longer kept, or left no record.`;
}

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
  /** The id of the replay that it names. */
  replay?: string;
}

/** What a replay takes, one respect after the other; `over` is told where it is not the usual. */
export function filterParts(
  filter: Replay['filter'],
  hookNames: ReadonlyMap<string, string>,
  over: Replay['over'] = 'deliveries',
): FilterPart[] {
  const { state, missed_since, event_type, hook, event, replay, since, until } = filter;
  const said = (words: string | null | undefined): FilterPart[] => (words == null ? [] : [{ words }]);
  const parts = [
    ...said(over === 'events' ? 'Events' : null),
    ...said(state == null ? null : deliveryStates[state].label),
    ...said(missed_since == null ? null : 'Missed'),
    ...said(event_type),
    ...(hook == null ? [] : [{ words: hookNames.get(hook) ?? hook, hook }]),
    ...said(event),
    ...(replay == null ? [] : [{ words: 'Made by a replay', replay }]),
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
