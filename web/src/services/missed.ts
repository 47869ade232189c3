/**
 * What hooks missed while they were inactive. The API says it once, in answer to the activation: the browser keeps it
 * until it is replayed or left.
 */
import { useSyncExternalStore } from 'react';

import type { MissedDeliveries } from '~/api/shapes';

const PREFIX = 'billhook-missed:';

/** For as long as the page lasts, where the browser keeps nothing. */
const present = new Map<string, MissedDeliveries | null>();
const listeners = new Set<() => void>();

/** What the hook missed, or null for nothing. Every place that shows it changes with it. */
export function useMissed(hookId: string): MissedDeliveries | null {
  return useSyncExternalStore(subscribe, () => missedBy(hookId));
}

/** Keeps what the hook missed; null once that is dealt with. */
export function keepMissed(hookId: string, missed: MissedDeliveries | null): void {
  present.set(hookId, missed);
  try {
    if (missed === null) localStorage.removeItem(PREFIX + hookId);
    else localStorage.setItem(PREFIX + hookId, JSON.stringify(missed));
  } catch {
    // Without storage it lasts as long as the page.
  }
  tell();
}

/** Nothing of one user's is left for the next one at this browser. */
export function forgetMissed(): void {
  present.clear();
  try {
    Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .forEach((key) => {
        localStorage.removeItem(key);
      });
  } catch {
    // Then nothing was kept.
  }
  tell();
}

/** The same object until it changes, as React asks for. */
function missedBy(hookId: string): MissedDeliveries | null {
  let missed = present.get(hookId);
  if (missed === undefined) {
    missed = read(hookId);
    present.set(hookId, missed);
  }
  return missed;
}

function read(hookId: string): MissedDeliveries | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PREFIX + hookId) ?? 'null');
    return isMissed(value) ? value : null;
  } catch {
    return null;
  }
}

function isMissed(value: unknown): value is MissedDeliveries {
  return typeof value === 'object' && value !== null && 'count' in value && 'filter' in value;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  listeners.forEach((listener) => {
    listener();
  });
}
