import { expect, test } from 'vitest';

import { instantOf, localOf } from '~/words/local-time';

test('a time goes to a field and back as it was', () => {
  const instant = '2026-07-20T12:30:00.000Z';
  expect(instantOf(localOf(instant))).toBe(instant);
});

test('nothing stays nothing, and so does nonsense', () => {
  expect([localOf(null), localOf('soon')]).toEqual(['', '']);
  expect(instantOf('')).toBeUndefined();
});
