import { useDisclosure } from '@mantine/hooks';
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';

import { NewTokenDialog, type NewTokenDialogProps } from '~/components/token/NewTokenDialog';
import { show } from '~/testing/render';

const dialog = (given: Partial<NewTokenDialogProps>) =>
  show(
    <NewTokenDialog
      credential={null}
      failure={null}
      isPending={false}
      onClose={vi.fn()}
      onCreate={vi.fn()}
      opened
      permissions={['hooks.view', 'events.publish']}
      {...given}
    />,
  );

test('a token without bounds is asked for without them', async () => {
  const onCreate = vi.fn();
  const { user } = await dialog({ onCreate });
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'CI');
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect(onCreate).toHaveBeenCalledWith({ name: 'CI' });
});

test('a token may end by itself', async () => {
  const onCreate = vi.fn<NewTokenDialogProps['onCreate']>();
  const { user } = await dialog({ onCreate });
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'CI');
  await user.click(screen.getByRole('combobox', { name: 'Expires' }));
  await user.click(screen.getByRole('option', { name: 'In 30 days' }));
  await user.click(screen.getByRole('button', { name: 'Create' }));
  const ends = Date.parse(onCreate.mock.calls[0]?.[0].expires_at ?? '');
  expect((ends - Date.now()) / 86_400_000).toBeCloseTo(30, 2);
});

test('the credential takes the place of the form', async () => {
  await dialog({ credential: 'bh_secret' });
  expect(screen.getByText('bh_secret')).toBeVisible();
  expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull();
});

function Making() {
  const [isOpen, opening] = useDisclosure(false);
  const [credential, setCredential] = useState<string | null>(null);
  return (
    <>
      <button onClick={opening.open}>New token</button>
      <NewTokenDialog
        credential={credential}
        failure={null}
        isPending={false}
        onClose={opening.close}
        onCreate={() => {
          setCredential('bh_secret');
        }}
        opened={isOpen}
        permissions={[]}
      />
    </>
  );
}

test('the focus goes to the way out, and then back to where it came from', async () => {
  const { user } = await show(<Making />);
  await user.click(screen.getByRole('button', { name: 'New token' }));
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'CI');
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect(screen.getByRole('button', { name: 'Done' })).toHaveFocus();
  await user.keyboard('{Enter}');
  await vi.waitFor(() => {
    expect(screen.getByRole('button', { name: 'New token' })).toHaveFocus();
  });
});
