import { expect, test } from 'vitest';

import { ApiProblem } from '~/api/problem';
import { refuseRounded } from '~/services/rounded-filters';

test('a filter that lost digits is not sent', () => {
  const plain = { event_type: 'invoice.*' };
  const exact = { event_type: 'invoice.paid', filter: { field: '/id', equals: 1_000 } };
  const rounded = { event_type: 'invoice.paid', filter: { field: '/id', equals: 2 ** 60 } };
  expect(() => {
    refuseRounded([plain, exact]);
    refuseRounded(undefined);
  }).not.toThrow();
  expect(() => {
    refuseRounded([plain, rounded]);
  }).toThrow(ApiProblem);
});
