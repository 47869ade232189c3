import { expect, test } from 'vitest';

import { grantsLine, isSame, permissionsLine, rightGroups } from '~/words/permission';

test('grants are told in a line', () => {
  expect(grantsLine(['order', 'invoice'])).toBe('invoice, order');
  expect(grantsLine(['order', '*'])).toBe('All events');
  expect(grantsLine([])).toBe('No events');
});

test('permissions are counted until there are no more of them', () => {
  const all = rightGroups.flatMap(({ rights }) => rights.map(({ permission }) => permission));
  expect(new Set(all).size).toBe(all.length);
  expect(permissionsLine(all)).toBe('Everything');
  expect(permissionsLine(['hooks.view'])).toBe('1 permission');
  expect(permissionsLine(all.slice(2))).toBe(`${all.length - 2} permissions`);
});

test('two lists are the same in whatever order', () => {
  expect(isSame(['a', 'b'], ['b', 'a'])).toBe(true);
  expect(isSame(['a'], ['a', 'b'])).toBe(false);
  expect(isSame(['a', 'c'], ['a', 'b'])).toBe(false);
});
