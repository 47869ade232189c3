import { expect, test } from 'vitest';

import type { HookStateReason } from '~/api/shapes';
import { aHook } from '~/testing/factories';
import { health, standing, verdict, whatWaits, whyNotSending } from '~/words/hook';

test('an active hook has nothing to explain', () => {
  expect(whyNotSending(aHook())).toBeNull();
});

test('a paused hook keeps what comes', () => {
  expect(whyNotSending(aHook({ state: 'paused' }))?.means).toMatch('wait here');
});

test.each<HookStateReason>(['manual', 'test_failed', 'gone', 'failing', 'owner_permissions_changed'])(
  'an inactive hook says why it is: %s',
  (state_reason) => {
    const said = whyNotSending(aHook({ state: 'inactive', state_reason }));
    expect(said?.why).not.toBe('This hook is inactive.');
    expect(said?.means).toMatch('skipped');
  },
);

test('health is what happened last', () => {
  expect(health(aHook()).label).toBe('Healthy');
  expect(health(aHook({ consecutive_failures: 3 })).label).toBe('3 failures in a row');
  expect(health(aHook({ last_success_at: null })).label).toBe('No success yet');
});

test('of a hook that is off the reason comes first, then what led to it', () => {
  const gone = { state: 'inactive', state_reason: 'gone' } as const;
  expect(verdict(aHook({ ...gone, consecutive_failures: 1 }))).toEqual({
    said: { label: 'Deactivated: the receiver answered 410 Gone', tone: 'bad' },
    before: '1 failure in a row before it.',
  });
  expect(verdict(aHook(gone)).before).toBeNull();
  expect(verdict(aHook({ consecutive_failures: 3 })).said.label).toBe('3 failures in a row');
  expect(verdict(aHook({ state: 'paused', state_reason: 'manual' })).said.label).toBe('Healthy');
});

test.each([
  [{ count: 0, isAll: true }, 'No delivery waits now; what waits then is cancelled'],
  [{ count: 1, isAll: true }, '1 waiting delivery is cancelled'],
  [{ count: 3, isAll: true }, '3 waiting deliveries are cancelled'],
  [{ count: 100, isAll: false }, 'More than 100 waiting deliveries are cancelled'],
])('what waits is told: %o', (waiting, words) => {
  expect(whatWaits(waiting, 'is cancelled', 'are cancelled')).toBe(words);
});

test('a list says what a hook missed, unless it fails', () => {
  const missed_period = { since: '2026-11-20T10:00:00Z', until: '2026-11-20T11:00:00Z' };
  expect(standing(aHook()).label).toBe('Healthy');
  expect(standing(aHook({ missed_period, last_success_at: null })).label).toBe('Missed deliveries');
  expect(standing(aHook({ missed_period, consecutive_failures: 3 })).label).toBe('3 failures in a row');
});
