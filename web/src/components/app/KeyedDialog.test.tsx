import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { KeyedDialog, type KeyedDialogProps } from '~/components/app/KeyedDialog';
import { anApp } from '~/testing/factories';
import { show } from '~/testing/render';

async function dialog(given: Partial<KeyedDialogProps>) {
  const onSave = vi.fn<KeyedDialogProps['onSave']>();
  const shown = await show(
    <KeyedDialog
      failure={null}
      fieldErrors={{}}
      isPending={false}
      noun="app"
      onClose={vi.fn()}
      onSave={onSave}
      placeholders={{ key: 'game', name: 'The Game' }}
      subject="new"
      {...given}
    />,
  );
  return { ...shown, onSave };
}

test('a new app needs a key and may go without a name', async () => {
  const { user, onSave } = await dialog({});
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect(screen.getByText('Give the app a key')).toBeVisible();
  await user.type(screen.getByRole('textbox', { name: 'Key' }), ' game ');
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect(onSave.mock.lastCall?.[0]).toEqual({ key: 'game', name: '' });
});

test('a key is never changed, a name is', async () => {
  const { user, onSave } = await dialog({ subject: anApp({ key: 'game', name: 'Game' }) });
  expect(screen.getByRole('textbox', { name: 'Key' })).toBeDisabled();
  await user.type(screen.getByRole('textbox', { name: 'Name' }), ' 2');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(onSave.mock.lastCall?.[0]).toEqual({ key: 'game', name: 'Game 2' });
});

test('a key that is taken says so at its field', async () => {
  await dialog({ fieldErrors: { key: 'there is an app with this key' } });
  expect(screen.getByRole('textbox', { name: 'Key' })).toBeInvalid();
});
