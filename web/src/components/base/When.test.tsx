import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { When } from '~/components/base/When';
import { show } from '~/testing/render';

test('what came after the last tick of the page is not shown as yet to come', async () => {
  await show(
    <>
      <When at={new Date(Date.now() - 60_000).toISOString()} />
      <When at={new Date(Date.now()).toISOString()} />
      <When at={new Date(Date.now() + 125_000).toISOString()} />
    </>,
  );
  expect(screen.getAllByText(/ago|now|in /).map((when) => when.textContent)).toEqual([
    '1 min ago',
    'just now',
    'in 2 min',
  ]);
});
