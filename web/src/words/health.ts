/** How a hook is doing, from its latest deliveries and from what it says of itself. */
import type { Delivery, Hook } from '~/api/shapes';
import { deliveryStates } from '~/words/delivery';
import { count } from '~/words/time';
import type { Tone } from '~/words/tone';

/** What the latest deliveries of a hook came to. */
export interface Latest {
  /** One for each delivery, the oldest first. */
  tones: Tone[];
  delivered: number;
  failed: number;
  /** How long the receiver took to answer, in milliseconds; null if it never did. */
  medianMs: number | null;
  slowestMs: number | null;
}

/** `deliveries` as the API lists them, the newest first. */
export function latestOf(deliveries: Delivery[]): Latest {
  const durations = deliveries
    .flatMap(({ last_attempt }) => (last_attempt?.outcome === 'response' ? [last_attempt.duration_ms] : []))
    .sort((a, b) => a - b);
  return {
    tones: deliveries.map(({ state }) => deliveryStates[state].tone).reverse(),
    delivered: countOf(deliveries, 'delivered'),
    failed: countOf(deliveries, 'failed'),
    medianMs: durations[Math.floor((durations.length - 1) / 2)] ?? null,
    slowestMs: durations.at(-1) ?? null,
  };
}

function countOf(deliveries: Delivery[], state: Delivery['state']): number {
  return deliveries.filter((delivery) => delivery.state === state).length;
}

/** "48 of the last 50 deliveries arrived, 2 failed" */
export function latestWords({ tones, delivered, failed }: Latest): string {
  if (tones.length === 0) return 'Nothing sent yet';
  const arrived =
    tones.length === 1
      ? `The only delivery ${delivered === 1 ? 'arrived' : 'has not arrived'}`
      : `${count(delivered)} of the last ${count(tones.length)} deliveries arrived`;
  return failed === 0 ? arrived : `${arrived}, ${count(failed)} failed`;
}

/** When the policy switches a failing hook off if nothing succeeds before; null if it is not about to. */
export function switchOffAt(hook: Pick<Hook, 'state' | 'failing_since' | 'policy'>): string | null {
  const { failing_since, policy } = hook;
  if (hook.state !== 'active' || failing_since == null || policy.deactivate_after_ms == null) return null;
  return new Date(Date.parse(failing_since) + policy.deactivate_after_ms).toISOString();
}
