import { describe, expect, test } from 'vitest';

import { watchInterval } from '~/services/deliveries';
import { readFilter } from '~/services/delivery-filter';
import { aDelivery } from '~/testing/factories';

const NOON = Date.parse('2026-11-20T12:00:00Z');

describe('a delivery is looked at again', () => {
  test('never once it is finished', () => {
    expect(watchInterval(aDelivery({ state: 'failed' }), NOON)).toBe(false);
    expect(watchInterval(undefined, NOON)).toBe(false);
  });

  test('soon while it is being sent', () => {
    expect(watchInterval(aDelivery({ state: 'in_flight' }), NOON)).toBe(500);
  });

  test('at its time while it waits, but no later than a list is', () => {
    const waiting = (next_attempt_at: string) =>
      watchInterval(aDelivery({ state: 'pending', next_attempt_at }), NOON);
    expect(waiting('2026-11-20T12:00:03Z')).toBe(3_000);
    expect(waiting('2026-11-20T11:59:00Z')).toBe(500);
    expect(waiting('2026-11-20T14:00:00Z')).toBe(10_000);
  });
});

describe('a filter from the URL', () => {
  test('is taken as far as it is understood', () => {
    expect(readFilter({ state: 'failed', hook: 'hk_1', event: '', event_type: 7, page: 3 })).toEqual({
      state: 'failed',
      hook: 'hk_1',
    });
    expect(readFilter({ state: 'sleeping' })).toEqual({});
  });
});
