import { expect, test } from 'vitest';

import { aDelivery, aHook, anAttempt, aPolicy } from '~/testing/factories';
import { latestOf, latestWords, switchOffAt } from '~/words/health';

const took = (duration_ms: number) => aDelivery({ last_attempt: anAttempt({ duration_ms }) });

test('the oldest delivery comes first', () => {
  const deliveries = [aDelivery({ state: 'failed' }), aDelivery({ state: 'pending' }), aDelivery()];
  expect(latestOf(deliveries).tones).toEqual(['good', 'wait', 'bad']);
});

test('durations are those of answers', () => {
  const silent = aDelivery({
    last_attempt: anAttempt({ duration_ms: 15_000, outcome: 'timeout', status: null }),
  });
  expect(latestOf([took(300), silent, took(20), took(90)])).toMatchObject({ medianMs: 90, slowestMs: 300 });
  expect(latestOf([silent])).toMatchObject({ medianMs: null, slowestMs: null });
});

test('the latest are told in one sentence', () => {
  const failed = aDelivery({ state: 'failed' });
  expect(latestWords(latestOf([]))).toBe('Nothing sent yet');
  expect(latestWords(latestOf([failed]))).toBe('The only delivery has not arrived, 1 failed');
  expect(latestWords(latestOf([aDelivery(), aDelivery()]))).toBe('2 of the last 2 deliveries arrived');
  expect(latestWords(latestOf([aDelivery(), failed, aDelivery()]))).toBe(
    '2 of the last 3 deliveries arrived, 1 failed',
  );
});

test('a failing hook says when it would be switched off', () => {
  const failing_since = '2026-11-20T12:00:00Z';
  const policy = aPolicy({ deactivate_after_ms: 3_600_000 });
  expect(switchOffAt(aHook({ failing_since, policy }))).toBe('2026-11-20T13:00:00.000Z');
  expect(switchOffAt(aHook({ policy }))).toBeNull();
  expect(switchOffAt(aHook({ failing_since, policy, state: 'inactive' }))).toBeNull();
  expect(switchOffAt(aHook({ failing_since, policy: aPolicy({ deactivate_after_ms: null }) }))).toBeNull();
});
