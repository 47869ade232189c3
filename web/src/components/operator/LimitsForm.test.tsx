import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { LimitsForm } from '~/components/operator/LimitsForm';
import { aWholeTenant } from '~/testing/tenants';
import { show } from '~/testing/render';

test('what is set is shown with what holds, and what is emptied is lifted', async () => {
  const onSave = vi.fn();
  const { limits, limits_in_force } = aWholeTenant();
  const { user } = await show(
    <LimitsForm
      failure={null}
      fieldErrors={{ tokens: 'use 1 to 1000' }}
      inForce={limits_in_force}
      isPending={false}
      limits={limits}
      onSave={onSave}
    />,
  );
  expect(await screen.findByLabelText('Hooks')).toHaveValue('100');
  expect(screen.getByText('Now: 10,000', { selector: '#' + idOf('Apps') })).toBeInTheDocument();
  expect(screen.getByText('use 1 to 1000')).toBeInTheDocument();
  await user.clear(screen.getByLabelText('Hooks'));
  await user.type(screen.getByLabelText('Apps'), '5');
  await user.click(screen.getByRole('button', { name: 'Save limits' }));
  expect(onSave).toHaveBeenCalledWith({ ...limits, hooks: null, apps: 5 });
});

/** The id of a field's description. */
function idOf(label: string): string {
  const ids = screen.getByLabelText(label).getAttribute('aria-describedby') ?? '';
  return ids.split(' ').find((id) => id.endsWith('-description')) ?? '';
}
