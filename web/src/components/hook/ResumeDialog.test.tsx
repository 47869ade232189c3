import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { ResumeDialog } from '~/components/hook/ResumeDialog';
import { show } from '~/testing/render';

const given = { opened: true, name: 'ERP', failure: null, isPending: false, onClose: vi.fn() };

test('a hook is resumed at the rate that was typed', async () => {
  const onConfirm = vi.fn();
  const { user } = await show(
    <ResumeDialog {...given} onConfirm={onConfirm} waiting={{ count: 3, isAll: true }} />,
  );
  const rate = await screen.findByLabelText('Requests per second, at most');
  await user.clear(rate);
  expect(screen.getByRole('button', { name: 'Resume' })).toBeDisabled();
  await user.type(rate, '5');
  await user.click(screen.getByRole('button', { name: 'Resume' }));
  expect(onConfirm).toHaveBeenCalledWith(5);
});
