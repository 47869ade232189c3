import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { ReplayDialog } from '~/components/replay/ReplayDialog';
import { show } from '~/testing/render';

const given = { opened: true, filter: 'Failed', failure: null, isPending: false, onClose: vi.fn() };

test('a replay says how many deliveries it takes, and takes a rate', async () => {
  const onConfirm = vi.fn();
  const { user } = await show(<ReplayDialog {...given} onConfirm={onConfirm} total={1_200} />);
  expect(await screen.findByText(/1,200 deliveries are sent again/)).toBeInTheDocument();
  await user.type(screen.getByLabelText('Deliveries per second, at most'), '5');
  await user.click(screen.getByRole('button', { name: 'Send again' }));
  expect(onConfirm).toHaveBeenCalledWith(5);
});

test('nothing is begun before it is counted, or where there is nothing', async () => {
  const onConfirm = vi.fn();
  await show(<ReplayDialog {...given} onConfirm={onConfirm} total={undefined} />);
  expect(screen.getByRole('button', { name: 'Send again' })).toBeDisabled();
});
