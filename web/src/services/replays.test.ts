import { expect, test } from 'vitest';

import { watchInterval } from '~/services/replays';
import { aReplay, aStanding } from '~/testing/factories';

test('a replay is watched until the last of its deliveries has ended', () => {
  expect(watchInterval(undefined)).toBe(false);
  expect(watchInterval(aReplay({ state: 'running' }))).toBe(1_000);
  const after = (given: Parameters<typeof aStanding>[0]) =>
    watchInterval(aReplay({ state: 'done', deliveries: aStanding(given) }));
  expect(after({ delivered: 80, pending: 5 })).toBeGreaterThan(1_000);
  expect(after({ delivered: 84, in_flight: 1 })).toBeGreaterThan(1_000);
  expect(after({ delivered: 80, failed: 5 })).toBe(false);
});
