import { expect, test } from 'vitest';

import { aPolicy } from '~/testing/factories';
import { plannedAttempts, planRows, planSum, policySentences } from '~/words/policy';

const waits = (policy: Parameters<typeof plannedAttempts>[0], limit?: number) =>
  plannedAttempts(policy, limit).attempts.map((attempt) => attempt.afterMs);

test('a list gives one attempt more than it has waits', () => {
  expect(waits(aPolicy({ schedule_ms: [5_000, 10_000] }))).toEqual([0, 5_000, 15_000]);
});

test('no schedule is one attempt', () => {
  const policy = aPolicy({ schedule_ms: [] });
  expect(waits(policy)).toEqual([0]);
  expect(policySentences(policy)[2]?.words).toBe('nothing: each delivery is sent once');
});

test('an interval ends at its age', () => {
  const schedule = { kind: 'interval' as const, first_ms: 1_000, every_ms: 3_000, max_age_ms: 7_000 };
  expect(waits(aPolicy({ schedule_ms: undefined, schedule }))).toEqual([0, 1_000, 4_000, 7_000]);
});

test('an endless interval says that more follow', () => {
  const policy = aPolicy({ schedule_ms: undefined, schedule: { kind: 'interval', every_ms: 1_000 } });
  expect(plannedAttempts(policy, 3)).toMatchObject({ more: true, attempts: { length: 3 } });
});

test('growing waits grow by power or by factor, up to their bound', () => {
  const power = { kind: 'growing' as const, base_ms: 15_000, power: 4, max_retries: 3 };
  const factor = { kind: 'growing' as const, base_ms: 1_000, factor: 2, max_retries: 4, max_wait_ms: 3_000 };
  expect(waits(aPolicy({ schedule_ms: undefined, schedule: power }))).toEqual([0, 15_000, 31_000, 62_000]);
  expect(waits(aPolicy({ schedule_ms: undefined, schedule: factor }))).toEqual([
    0, 1_000, 3_000, 6_000, 9_000,
  ]);
});

test('a policy is told in sentences', () => {
  const told = policySentences(
    aPolicy({ on_timeout: 'delivered', timeout_ms: 1_000, deactivate_after_ms: 432_000_000 }),
  );
  expect(told.map(({ words }) => words)).toEqual([
    '2xx',
    '1 s, and counts it as delivered',
    'any other response; Retry-After is honoured',
    'after 5 d without one success, or on 410 Gone',
  ]);
});

test('a few attempts are all told', () => {
  expect(planRows(aPolicy()).map(({ kind }) => kind)).toEqual(Array(10).fill('attempt'));
  expect(planSum(aPolicy())).toBe('10 attempts over 3 d 3 h');
});

test('of many attempts the first and the last are told, and what lies between', () => {
  const schedule = { kind: 'interval' as const, first_ms: 1_000, every_ms: 3_000, max_retries: 24 };
  const rows = planRows(aPolicy({ schedule_ms: undefined, schedule }));
  expect(rows.map((row) => (row.kind === 'gap' ? `${row.count} more` : row.number))).toEqual([
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    '16 more',
    24,
    25,
  ]);
});

test('attempts without end have no last one', () => {
  const policy = aPolicy({ schedule_ms: undefined, schedule: { kind: 'interval', every_ms: 300_000 } });
  expect(planRows(policy).at(-1)).toEqual({
    kind: 'gap',
    count: null,
    shortestMs: 300_000,
    longestMs: 300_000,
  });
  expect(planSum(policy)).toBe('Attempts without end');
});
