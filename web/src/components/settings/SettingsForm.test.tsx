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

test('every bound is seen with what is in force, and set by who may', async () => {
  const given = settings({ ceiling: { ...settings().ceiling, members: 20 } });
  given.in_force.limits = { ...given.in_force.limits, members: 20, tokens: 1_000 };
  const { user, onSave } = await form({ settings: given });
  for (const name of ['Hooks', 'Apps', 'SKUs', 'Event types', 'Members, with invited ones', 'Tokens']) {
    expect(screen.getByRole('textbox', { name })).toBeEnabled();
  }
  expect(screen.getByText('20 in force, set by the operator.')).toBeVisible();
  expect(screen.getByText('1,000 in force.')).toBeVisible();
  await user.type(screen.getByRole('textbox', { name: 'SKUs' }), '500');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(onSave.mock.lastCall?.[0]).toEqual({ limits: { skus: 500 } });
});
