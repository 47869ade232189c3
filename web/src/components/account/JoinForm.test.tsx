import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { JoinForm, type JoinFormProps } from '~/components/account/JoinForm';
import { anOffer } from '~/testing/factories';
import { show } from '~/testing/render';

async function form(given: Partial<JoinFormProps> = {}) {
  const onSubmit = vi.fn<JoinFormProps['onSubmit']>();
  const shown = await show(
    <JoinForm
      failure={null}
      fieldErrors={{}}
      isPending={false}
      isSignedIn={false}
      offer={anOffer()}
      onSubmit={onSubmit}
      {...given}
    />,
  );
  return { ...shown, onSubmit, join: () => shown.user.click(screen.getByRole('button', { name: 'Join' })) };
}

test('a new person says their name and takes a long password', async () => {
  const { user, onSubmit, join } = await form();
  await user.type(screen.getByLabelText('Password'), 'short');
  await join();
  expect(onSubmit).not.toHaveBeenCalled();
  expect(screen.getByRole('textbox', { name: 'Your name' })).toBeInvalid();

  await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Bob');
  await user.type(screen.getByLabelText('Password'), ', but longer');
  await join();
  expect(onSubmit.mock.lastCall?.[0]).toEqual({ name: 'Bob', password: 'short, but longer' });
});

test('a known person shows the password that they have, however short', async () => {
  const { user, onSubmit, join } = await form({ offer: anOffer({ account: 'existing' }) });
  expect(screen.queryByRole('textbox', { name: 'Your name' })).toBeNull();
  await user.type(screen.getByLabelText('Password'), 'old');
  await join();
  expect(onSubmit.mock.lastCall?.[0]).toEqual({ name: '', password: 'old' });
});

test('who is signed in to the account only has to agree', async () => {
  const { onSubmit, join } = await form({ offer: anOffer({ account: 'existing' }), isSignedIn: true });
  expect(screen.queryByLabelText('Password')).toBeNull();
  await join();
  expect(onSubmit).toHaveBeenCalled();
});
