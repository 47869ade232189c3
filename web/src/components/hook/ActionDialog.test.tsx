import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { ActionDialog, type ActionDialogProps } from '~/components/hook/ActionDialog';
import { anAction, anEventType } from '~/testing/factories';
import { show } from '~/testing/render';

async function dialog(given: Partial<ActionDialogProps> = {}) {
  const onSave = vi.fn<ActionDialogProps['onSave']>();
  const shown = await show(
    <ActionDialog
      action="new"
      eventTypes={['invoice.paid', 'invoice.created'].map((name) => anEventType(name))}
      failure={null}
      fieldErrors={{}}
      isPending={false}
      onClose={vi.fn()}
      onSave={onSave}
      {...given}
    />,
  );
  return { ...shown, onSave };
}

test('what is typed says what it takes, and is saved without blanks', async () => {
  const { user, onSave } = await dialog();
  await user.type(screen.getByRole('combobox', { name: /^Events/ }), ' invoice.* ');
  expect(screen.getByText('Every invoice event, 2 known so far')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(onSave).toHaveBeenCalledWith({ event_type: 'invoice.*', app: null, sku: null });
});

test('a SKU needs its app', async () => {
  const { user, onSave } = await dialog({ action: anAction({ event_type: 'invoice.*' }) });
  await user.type(screen.getByRole('textbox', { name: 'SKU' }), 'coins');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText('Name its app too')).toBeVisible();
  expect(onSave).not.toHaveBeenCalled();
});

test('what the server refuses stands at its field', async () => {
  await dialog({ fieldErrors: { app: 'use 1 to 128 bytes' } });
  expect(screen.getByRole('textbox', { name: 'App' })).toBeInvalid();
});
