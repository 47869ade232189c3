import { expect, test } from 'vitest';

import { everyRow, rowsOf } from '~/services/paging';

test('what is chosen among is every page of a list', async () => {
  const asked: unknown[] = [];
  const pages = [
    { data: ['a', 'b'], next_cursor: 'two' },
    { data: ['c'], next_cursor: null },
  ];
  const rows = await everyRow((param) => {
    asked.push(param);
    return Promise.resolve(pages[asked.length - 1] ?? { data: [], next_cursor: null });
  });
  expect(rows).toEqual(['a', 'b', 'c']);
  expect(asked).toEqual([{ limit: 200 }, { limit: 200, cursor: 'two' }]);
});

test('a list without end is not walked to it', async () => {
  const rows = await everyRow(() => Promise.resolve({ data: ['again'], next_cursor: 'more' }));
  expect(rows).toHaveLength(50);
});

test('the same answer gives the same rows, so that nothing is drawn again', () => {
  const data = { pages: [{ data: ['a'], next_cursor: null }], pageParams: [{}] };
  expect(rowsOf(data)).toBe(rowsOf(data));
});
