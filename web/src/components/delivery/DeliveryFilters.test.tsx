import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { DeliveryFilters } from '~/components/delivery/DeliveryFilters';
import { show } from '~/testing/render';

const given = { hooks: [], onFindHooks: vi.fn() };

test('the replay whose deliveries are shown is named, and can be let go of', async () => {
  const onChange = vi.fn();
  const { user } = await show(
    <DeliveryFilters
      {...given}
      onChange={onChange}
      replayName="Replay of 85 deliveries"
      value={{ replay: 'rpl_one', state: 'failed' }}
    />,
  );
  const field = screen.getByRole('combobox', { name: 'Made by' });
  expect(field).toHaveValue('Replay of 85 deliveries');
  await user.click(field);
  await user.click(screen.getByRole('option', { name: 'Replay of 85 deliveries' }));
  expect(onChange).toHaveBeenCalledWith({ replay: undefined, state: 'failed' });
});

test('there is no such field where no replay is meant', async () => {
  await show(<DeliveryFilters {...given} onChange={vi.fn()} value={{}} />);
  expect(screen.queryByLabelText('Made by')).toBeNull();
});
