import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { ReplayFilter } from '~/components/replay/ReplayFilter';
import { show } from '~/testing/render';
import { filterParts } from '~/words/replay';

test('the hook that a replay is of is a press away', async () => {
  const parts = filterParts({ state: 'failed', hook: 'hk_erp' }, new Map([['hk_erp', 'ERP']]));
  await show(<ReplayFilter parts={parts} />);
  expect(screen.getByTestId('shown')).toHaveTextContent('Failed · ERP');
  expect(screen.getByRole('link', { name: 'ERP' })).toHaveAttribute('href', '/hooks/hk_erp');
});

test('a replay of what another one made leads to that', async () => {
  await show(<ReplayFilter parts={filterParts({ state: 'failed', replay: 'rpl_first' }, new Map())} />);
  expect(screen.getByRole('link', { name: 'Made by a replay' })).toHaveAttribute(
    'href',
    '/replays/rpl_first',
  );
});
