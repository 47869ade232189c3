import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { AccountMenu } from '~/components/shell/AccountMenu';
import { show } from '~/testing/render';

async function open(isVisitor: boolean) {
  const { user } = await show(
    <AccountMenu email="ten_1@portal.invalid" isVisitor={isVisitor} name="Ann" onSignOut={vi.fn()} />,
  );
  await user.click(screen.getByRole('button', { name: /^Account of/ }));
}

test('a member is led to their account', async () => {
  await open(false);
  expect(screen.getByRole('menuitem', { name: 'Your account' })).toBeVisible();
});

test('who came by a link has only the way out, and no address', async () => {
  await open(true);
  expect(screen.queryByRole('menuitem', { name: 'Your account' })).toBeNull();
  expect(screen.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  expect(screen.queryByText(/portal\.invalid/)).toBeNull();
});
