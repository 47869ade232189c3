import { expect, test } from 'vitest';

import { readFilter } from '~/services/delivery-filter';

test('a filter is read from a URL, and what is not understood is left out', () => {
  const search = { replay: 'rpl_one', hook: 'hk_erp', state: 'failed', event: '', page: 2 };
  expect(readFilter(search)).toEqual({ replay: 'rpl_one', hook: 'hk_erp', state: 'failed' });
  expect(readFilter({ state: 'lost', replay: 7 })).toEqual({});
});
