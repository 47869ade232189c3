import { expect, test } from 'vitest';

import { exactDuration, parseDuration } from '~/words/duration';

test.each([
  ['5 s', 5_000],
  ['5', 5_000],
  ['1.5 s', 1_500],
  ['250ms', 250],
  ['1 h 30 min', 5_400_000],
  ['1h30m', 5_400_000],
  ['2 days', 172_800_000],
  ['3 mins', 180_000],
  ['', null],
  ['soon', null],
  ['5 parsecs', null],
  ['-5 s', null],
  ['5 s,', null],
])('“%s” is %s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([0, 1, 1_500, 3_600_000, 86_461_001])('%s ms are written and read back', (ms) => {
  expect(parseDuration(exactDuration(ms))).toBe(ms);
});
