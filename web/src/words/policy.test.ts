import { expect, test } from 'vitest';

import { aPolicy } from '~/testing/factories';
import {
  effectivePolicy,
  isOverridden,
  plannedAttempts,
  planRows,
  planSum,
  withoutOverrides,
} from '~/words/policy';

const waits = (policy: Parameters<typeof plannedAttempts>[0], limit?: number) =>
  plannedAttempts(policy, limit).attempts.map((attempt) => attempt.afterMs);

test('a list gives one attempt more than it has waits', () => {
  expect(waits(aPolicy({ schedule_ms: [5_000, 10_000] }))).toEqual([0, 5_000, 15_000]);
});

test('no schedule is one attempt', () => {
  const policy = aPolicy({ schedule_ms: [] });
  expect(waits(policy)).toEqual([0]);
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

test('a hook’s own schedule replaces the preset’s, in whichever form each is written', () => {
  const preset = aPolicy({ schedule_ms: [5_000], timeout_ms: 15_000 });
  const schedule = { kind: 'interval' as const, every_ms: 60_000 };
  expect(effectivePolicy(preset, { schedule })).toEqual({ ...aPolicy({ schedule }), schedule_ms: undefined });
  expect(effectivePolicy(preset, { timeout_ms: 1 })).toMatchObject({ schedule_ms: [5_000], timeout_ms: 1 });
});

test('“never” is a change of its own, and is taken back as one', () => {
  const own = { deactivate_after_ms: null, timeout_ms: 1 };
  expect(isOverridden(own, 'deactivate_after_ms')).toBe(true);
  expect(withoutOverrides(own, ['deactivate_after_ms'])).toEqual({ timeout_ms: 1 });
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
