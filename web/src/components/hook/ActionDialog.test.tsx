import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { ActionDialog, type ActionDialogProps } from '~/components/hook/ActionDialog';
import { anAction, anEventType } from '~/testing/factories';
import { show } from '~/testing/render';

async function dialog(given: Partial<ActionDialogProps> = {}) {
  const onTry = vi.fn<ActionDialogProps['onTry']>();
  const onSave = vi.fn<ActionDialogProps['onSave']>();
  const onClose = vi.fn();
  const shown = await show(
    <ActionDialog
      action="new"
      eventTypes={['invoice.paid', 'invoice.created'].map((name) => anEventType(name))}
      failure={null}
      fieldErrors={{}}
      isPending={false}
      onClose={onClose}
      onTry={onTry}
      verdict={null}
      onSave={onSave}
      {...given}
    />,
  );
  return { ...shown, onSave, onTry, onClose };
}

test('what is typed says what it takes, and is saved without blanks', async () => {
  const { user, onSave } = await dialog();
  await user.type(screen.getByRole('combobox', { name: /^Events/ }), ' invoice.* ');
  expect(screen.getByText('Every invoice event, 2 known so far')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(onSave).toHaveBeenCalledWith({
    event_type: 'invoice.*',
    app: null,
    sku: null,
    filter: null,
  });
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

test('a filter is tried on the example of its event type, and saved as JSON', async () => {
  const action = anAction({ event_type: 'invoice.paid', filter: { field: '/total', gte: 10 } });
  const eventTypes = [anEventType('invoice.paid', { example: { total: 5 } })];
  const { user, onSave, onTry } = await dialog({ action, eventTypes });
  await user.click(screen.getByRole('button', { name: 'Try on the example of invoice.paid' }));
  expect(onTry).toHaveBeenCalledWith({
    filter: action.filter,
    event: { type: 'invoice.paid', data: { total: 5 } },
  });
  const field = screen.getByRole('textbox', { name: 'Filter' });
  await user.clear(field);
  await user.click(field);
  await user.paste('{"field":');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(field).toBeInvalid();
  expect(onSave).not.toHaveBeenCalled();
});

test('a filter with a number that was rounded on its way stays as it is', async () => {
  const action = anAction({ event_type: 'invoice.paid', filter: { field: '/id', equals: 2 ** 60 } });
  const eventTypes = [anEventType('invoice.paid', { example: { id: 5 } })];
  const { user, onSave } = await dialog({ action, eventTypes });
  expect(screen.getByRole('textbox', { name: 'Filter' })).toHaveAttribute('readonly');
  expect(screen.queryByRole('button', { name: /^Try on/ })).not.toBeInTheDocument();
  await user.type(screen.getByRole('textbox', { name: 'App' }), 'game');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(onSave.mock.lastCall?.[0]).toStrictEqual({ event_type: 'invoice.paid', app: 'game', sku: null });
});

test('Escape closes it at once unless something was typed', async () => {
  const { user, onClose } = await dialog();
  const app = screen.getByRole('textbox', { name: 'App' });
  await user.click(app);
  await user.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledOnce();

  await user.type(app, 'game');
  await user.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledOnce();
  expect(screen.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog', { name: 'Leave without saving?' })).not.toBeInTheDocument();
  expect(onClose).toHaveBeenCalledOnce();

  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Leave' }));
  expect(onClose).toHaveBeenCalledTimes(2);
});
