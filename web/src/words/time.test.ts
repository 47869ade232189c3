import { describe, expect, test } from 'vitest';

import { counted, duration, relativeTime } from '~/words/time';

const NOON = Date.parse('2026-11-20T12:00:00Z');

describe('relative times', () => {
  test.each([
    ['2026-11-20T11:59:58Z', 'just now'],
    ['2026-11-20T12:00:03Z', 'in a moment'],
    ['2026-11-20T11:59:30Z', '30 s ago'],
    ['2026-11-20T11:01:00Z', '59 min ago'],
    ['2026-11-20T14:30:00Z', 'in 2 h'],
    ['2026-11-19T11:00:00Z', 'yesterday'],
    ['2024-11-19T11:00:00Z', '2 years ago'],
  ])('%s is %s', (instant, words) => {
    expect(relativeTime(instant, NOON)).toBe(words);
  });
});

describe('durations', () => {
  test.each([
    [0, '0 ms'],
    [340, '340 ms'],
    [1_240, '1.2 s'],
    [15_000, '15 s'],
    [90_000, '1 min 30 s'],
    [5_400_000, '1 h 30 min'],
    [3_601_000, '1 h'],
    [432_000_000, '5 d'],
  ])('%d ms is %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });
});

test('one is not many', () => {
  expect([counted(0, 'event'), counted(1, 'event'), counted(2_000, 'event')]).toEqual([
    '0 events',
    '1 event',
    '2,000 events',
  ]);
});
