import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { AppActionDialog, type AppActionDialogProps } from '~/components/app/AppActionDialog';
import { aHook, aSku } from '~/testing/factories';
import { show } from '~/testing/render';

async function dialog() {
  const onSave = vi.fn<AppActionDialogProps['onSave']>();
  const shown = await show(
    <AppActionDialog
      app="The Game"
      eventTypes={[]}
      failure={null}
      fieldErrors={{}}
      hooks={[aHook({ id: 'hk_erp', name: 'ERP' }), aHook({ id: 'hk_crm', name: 'CRM' })]}
      isPending={false}
      onClose={vi.fn()}
      onSave={onSave}
      opened
      skus={[aSku()]}
    />,
  );
  return { ...shown, onSave };
}

test('a hook is bound to one SKU', async () => {
  const { user, onSave } = await dialog();
  await user.click(screen.getByRole('combobox', { name: 'Hook' }));
  await user.click(screen.getByRole('option', { name: 'CRM' }));
  await user.type(screen.getByRole('combobox', { name: 'Events' }), 'purchase.*');
  await user.click(screen.getByRole('combobox', { name: 'Only about' }));
  await user.click(screen.getByRole('option', { name: '100 coins (coins-100)' }));
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(onSave.mock.lastCall?.[0]).toEqual({ hook: 'hk_crm', event_type: 'purchase.*', sku: 'coins-100' });
});

test('what is missing is said, and nothing is sent', async () => {
  const { user, onSave } = await dialog();
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(screen.getByText('Choose a hook')).toBeVisible();
  expect(onSave).not.toHaveBeenCalled();
});
