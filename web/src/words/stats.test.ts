import { expect, test } from 'vitest';

import { figures, someStats } from '~/testing/factories';
import { backlogWords, readRange, share, statsWords } from '~/words/stats';

test('a small share is not shown as none', () => {
  expect([0, 0.00001, 0.0004, 0.012, 0.02, 0.5, null].map(share)).toEqual([
    '0 %',
    '< 0.01 %',
    '0.04 %',
    '1.2 %',
    '2 %',
    '50 %',
    '–',
  ]);
});

test('a backlog that was not counted to its end says so', () => {
  expect(backlogWords({ waiting: 10_000, due: 1, is_exact: false })).toBe('more than 10,000');
  expect(backlogWords({ waiting: 7, due: 1, is_exact: true })).toBe('7');
});

test('a range that nobody knows is a day', () => {
  expect(['week', 'year', undefined].map(readRange)).toEqual(['week', 'day', 'day']);
});

test('a time in a line leaves out what there was none of', () => {
  expect(statsWords(someStats().total)).toBe(
    '1,180 delivered, 30 failed (2.5 %), half answered within 48 ms',
  );
  expect(statsWords(figures({ delivered: 2, attempts: 2 }))).toBe('2 delivered');
  expect(statsWords(figures())).toBe('');
});
