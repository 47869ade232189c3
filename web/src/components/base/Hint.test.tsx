import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { Hint } from '~/components/base/Hint';
import { show } from '~/testing/render';

test('whoever points at the words is told more', async () => {
  await show(
    <Hint label="20 November 2026">
      <time>yesterday</time>
    </Hint>,
  );
  expect(screen.queryByRole('tooltip')).toBeNull();
  await userEvent.hover(screen.getByText('yesterday'));
  expect(await screen.findByRole('tooltip')).toHaveTextContent('20 November 2026');
});
