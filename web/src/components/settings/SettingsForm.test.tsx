import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { SettingsForm, type SettingsFormProps } from '~/components/settings/SettingsForm';
import { aPreset, settings } from '~/testing/factories';
import { show } from '~/testing/render';

async function form(given: Partial<SettingsFormProps> = {}) {
  const onSave = vi.fn<SettingsFormProps['onSave']>();
  const shown = await show(
    <SettingsForm
      failure={null}
      fieldErrors={{}}
      isPending={false}
      mayEdit
      onSave={onSave}
      presets={[aPreset()]}
      settings={settings()}
      {...given}
    />,
  );
  return { ...shown, onSave };
}

test('only what was changed is saved', async () => {
  const { user, onSave } = await form();
  const save = screen.getByRole('button', { name: 'Save' });
  expect(save).toBeDisabled();
  await user.click(screen.getByRole('combobox', { name: 'Events that violate their schema' }));
  await user.click(screen.getByRole('option', { name: /^Refuse/ }));
  await user.click(save);
  expect(onSave.mock.lastCall?.[0]).toEqual({ event_schema_mode: 'reject' });
});

test('who may only read sees what is set and cannot save', async () => {
  await form({ mayEdit: false });
  expect(screen.getByRole('textbox', { name: 'Name' })).toBeDisabled();
  expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
});

test('what the server refuses stands at its field', async () => {
  await form({ fieldErrors: { history_days: 'at most 30' } });
  expect(screen.getByRole('textbox', { name: 'Days of history' })).toBeInvalid();
});
