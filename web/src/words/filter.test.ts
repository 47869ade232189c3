import { describe, expect, test } from 'vitest';

import { checkFilter, filterLine, isRounded, readFilter, writeFilter } from '~/words/filter';

test('an empty text is no filter, and nothing else but an object is one', () => {
  expect(checkFilter('  ')).toBeNull();
  expect(readFilter('  ')).toBeNull();
  expect(checkFilter('[1]')).toContain('JSON object');
  expect(checkFilter('{"field": ')).toContain('no JSON');
  expect(checkFilter('{"field": "/total", "gte": 1}')).toBeNull();
});

test('a number that would lose digits is refused, and known where it has', () => {
  const text = '{"field":"/id","equals":12345678901234567890}';
  expect(checkFilter(text)).toContain('2^53');
  expect(isRounded(readFilter(text))).toBe(true);
  expect(isRounded({ field: '/id', in: [1, 1.5, '12345678901234567890'] })).toBe(false);
  expect(isRounded(null)).toBe(false);
});

test('a filter is written for the eye, and read back as it was', () => {
  const filter = { all: [{ field: '/total', gte: 1000 }] };
  expect(writeFilter(filter)).toContain('\n');
  expect(readFilter(writeFilter(filter))).toEqual(filter);
  expect(writeFilter(null)).toBe('');
});

describe('in a line', () => {
  test.each([
    [{ field: '/total', gte: 100, lt: 1000 }, '/total ≥ 100 and /total < 1000'],
    [{ attribute: 'app', in: ['game', 'shop'] }, 'app in ["game","shop"]'],
    [{ not: { attribute: 'test_mode', equals: true } }, 'not (test_mode = true)'],
    [
      {
        all: [
          { field: '/a', exists: true },
          {
            any: [
              { field: '/b', equals: 1 },
              { field: '', exists: false },
            ],
          },
        ],
      },
      '/a is there and (/b = 1 or data is not there)',
    ],
  ])('%j', (filter, line) => {
    expect(filterLine(filter)).toBe(line);
  });
});
