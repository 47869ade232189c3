/** What the state of a hook means, in plain words. */
import type { Hook, HookState, HookStateReason, PresetName } from '~/api/shapes';
import type { Said } from '~/words/tone';
import { counted } from '~/words/time';

export const hookStates: Record<HookState, Said> = {
  active: { label: 'Active', tone: 'good' },
  paused: { label: 'Paused', tone: 'wait' },
  inactive: { label: 'Inactive', tone: 'off' },
};

const reasons: Record<HookStateReason, string> = {
  manual: 'A member switched it off.',
  test_failed: 'Its last test got no success, so it was switched off.',
  gone: 'The receiver answered 410 Gone: it wants no more.',
  failing: 'It failed for too long without one success, as its policy says.',
  owner_permissions_changed: 'Its owner no longer has the permissions or grants that it needs.',
};

/** Why a hook does not send, and what that means for events; null while it sends. */
export function whyNotSending(
  hook: Pick<Hook, 'state' | 'state_reason'>,
): { why: string; means: string } | null {
  if (hook.state === 'active') return null;
  if (hook.state === 'paused') {
    return {
      why: 'This hook is paused.',
      means: 'New deliveries wait here and are sent when you resume it. Nothing is lost.',
    };
  }
  return {
    why: hook.state_reason == null ? 'This hook is inactive.' : reasons[hook.state_reason],
    means: 'Events that match are recorded as skipped and are not sent. Activate it to send again.',
  };
}

/** How a hook is doing lately. */
export function health(hook: Pick<Hook, 'consecutive_failures' | 'last_success_at'>): Said {
  if (hook.consecutive_failures > 0) {
    return { label: `${counted(hook.consecutive_failures, 'failure')} in a row`, tone: 'bad' };
  }
  // An activation forgets the failures: whether anything was sent is not known here.
  if (hook.last_success_at == null) return { label: 'No success yet', tone: 'off' };
  return { label: 'Healthy', tone: 'good' };
}

/** What stands out of a hook in a list: failures first, then what it missed, and nobody has seen to. */
export function standing(
  hook: Pick<Hook, 'consecutive_failures' | 'last_success_at' | 'missed_period'>,
): Said {
  const hasMissed = hook.missed_period != null && hook.consecutive_failures === 0;
  return hasMissed ? { label: 'Missed deliveries', tone: 'wait' } : health(hook);
}

/** Why a hook is off, in few words. */
const offBecause: Record<HookStateReason, string> = {
  manual: 'Deactivated by a member',
  test_failed: 'Deactivated: its test failed',
  gone: 'Deactivated: the receiver answered 410 Gone',
  failing: 'Deactivated: it failed for too long',
  owner_permissions_changed: 'Deactivated: its owner may no longer have it',
};

/**
 * What is told first of how a hook is doing, and the failures that led to it. Of a hook that is off the reason counts: it may
 * have failed once, and what came afterwards was not sent at all.
 */
export function verdict(
  hook: Pick<Hook, 'state' | 'state_reason' | 'consecutive_failures' | 'last_success_at'>,
): { said: Said; before: string | null } {
  const { state, state_reason, consecutive_failures } = hook;
  if (state !== 'inactive' || state_reason == null) return { said: health(hook), before: null };
  const before =
    consecutive_failures === 0 ? null : `${counted(consecutive_failures, 'failure')} in a row before it.`;
  const tone = state_reason === 'manual' ? 'off' : 'bad';
  return { said: { label: offBecause[state_reason], tone }, before };
}

/** How many deliveries of a hook wait, as far as they were counted. */
export interface Waiting {
  count: number;
  /** False if more wait than were counted. */
  isAll: boolean;
}

/** What becomes of the deliveries that wait: "3 waiting deliveries are cancelled". */
export function whatWaits(waiting: Waiting | undefined, one: string, many: string): string {
  if (waiting === undefined) return `What is waiting ${one}`;
  if (waiting.count === 0) return `No delivery waits now; what waits then ${one}`;
  const least = waiting.isAll ? '' : 'More than ';
  return `${least}${counted(waiting.count, 'waiting delivery', 'waiting deliveries')} ${waiting.count === 1 && waiting.isAll ? one : many}`;
}

/** The names of the presets, for where only the short name is known. */
export const presetTitles: Record<PresetName, string> = {
  standard: 'Standard Webhooks',
  upodi: 'Upodi 1.0',
  'upodi-v2': 'Upodi 2.0',
  abowire: 'Abowire 1',
  'abowire-v2': 'Abowire 2',
  upzelo: 'Upzelo',
  app47: 'App47',
  upgates: 'Upgates',
};
