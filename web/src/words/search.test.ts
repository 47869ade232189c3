import { expect, test } from 'vitest';

import { found } from '~/words/search';

const places = ['Deliveries', 'New delivery', 'ERP'].map((label) => ({
  kind: 'Page',
  label,
  path: `/${label}`,
}));
const labels = (typed: string) => found(typed, places).map(({ label }) => label);

test('names that begin with what was typed come first', () => {
  expect(labels('deliver')).toEqual(['Deliveries', 'New delivery']);
  expect(labels(' erp ')).toEqual(['ERP']);
  expect(labels('nothing')).toEqual([]);
});

test('an id leads to what it names', () => {
  expect(found('evt_01jd', places)).toEqual([{ kind: 'Event', label: 'evt_01jd', path: '/events/evt_01jd' }]);
});
