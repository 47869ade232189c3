import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { MoreFilters } from '~/components/base/MoreFilters';
import { show } from '~/testing/render';

const filters = (areUsed: boolean) =>
  show(
    <MoreFilters areUsed={areUsed}>
      <p>Event type</p>
    </MoreFilters>,
  );

test('more filters open and close', async () => {
  const { user } = await filters(false);
  const opener = screen.getByRole('button', { name: 'More filters' });
  expect(opener).toHaveAttribute('aria-expanded', 'false');
  await user.click(opener);
  expect(screen.getByRole('button', { name: 'Fewer filters', expanded: true })).toBeVisible();
});

test('filters that narrow the list cannot be put out of sight', async () => {
  await filters(true);
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText('Event type').parentElement).toHaveAttribute('data-open', 'true');
});
