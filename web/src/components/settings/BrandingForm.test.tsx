import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { BrandingForm, type BrandingFormProps } from '~/components/settings/BrandingForm';
import { branding } from '~/testing/factories';
import { show } from '~/testing/render';

async function form(given: Partial<BrandingFormProps> = {}) {
  const onSave = vi.fn<BrandingFormProps['onSave']>();
  const shown = await show(
    <BrandingForm
      branding={branding()}
      failure={null}
      fieldErrors={{}}
      isPending={false}
      mayEdit
      onSave={onSave}
      {...given}
    />,
  );
  return { ...shown, onSave };
}

function fileInput(): HTMLInputElement {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new Error('no file can be chosen');
  return input;
}

test('only what was changed is saved, and what is emptied is the installation’s', async () => {
  const { user, onSave } = await form({ branding: branding({ name: 'Acme Events', colour: '#aa3300' }) });
  const save = screen.getByRole('button', { name: 'Save branding' });
  expect(save).toBeDisabled();
  await user.clear(screen.getByRole('textbox', { name: 'Name of the console' }));
  await user.click(save);
  expect(onSave.mock.lastCall?.[0]).toEqual({ name: null });
});

test('a logo is sent as it is in its file', async () => {
  const { user, onSave } = await form();
  await user.upload(fileInput(), new File(['png'], 'logo.png', { type: 'image/png' }));
  expect(await screen.findByRole('img', { name: 'The logo' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Save branding' }));
  expect(onSave.mock.lastCall?.[0]).toEqual({ logo: 'data:image/png;base64,cG5n' });
});

test('a file that is too large is refused before it is sent', async () => {
  const { user } = await form();
  await user.upload(fileInput(), new File(['x'.repeat(65_537)], 'logo.png', { type: 'image/png' }));
  await waitFor(() => {
    expect(screen.getByText(/larger than 64 KiB/)).toBeVisible();
  });
  expect(screen.getByRole('button', { name: 'Save branding' })).toBeDisabled();
});

test('who may only read it cannot change it', async () => {
  await form({ mayEdit: false });
  expect(screen.getByRole('textbox', { name: 'Colour' })).toBeDisabled();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
