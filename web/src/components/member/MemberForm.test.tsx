import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { MemberForm, type MemberFormProps } from '~/components/member/MemberForm';
import { aMember } from '~/testing/factories';
import { show } from '~/testing/render';
import { rightGroups } from '~/words/permission';

const form = (given: Partial<MemberFormProps>) =>
  show(
    <MemberForm
      failure={null}
      isPending={false}
      mayGive={() => true}
      member={aMember()}
      onPreview={vi.fn()}
      onSave={vi.fn()}
      onTouch={vi.fn()}
      preview={null}
      sets={[
        { id: 'read-only', name: 'Read-only', description: '', permissions: ['hooks.view', 'events.view'] },
      ]}
      {...given}
    />,
  );

test('only what changes is sent, and it is reviewed before it is saved', async () => {
  const onPreview = vi.fn();
  const { user } = await form({ onPreview });
  expect(screen.getByRole('button', { name: 'Review the change' })).toBeDisabled();
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  await user.click(screen.getByRole('radio', { name: 'Read-only' }));
  await user.click(screen.getByRole('button', { name: 'Review the change' }));
  expect(onPreview).toHaveBeenCalledWith({ permissions: ['hooks.view', 'events.view'] });
});

test('a review names the hooks that are lost', async () => {
  const hook = {
    id: 'hk_1',
    name: 'ERP',
    state: 'active' as const,
    reason: 'lacks the grant for `invoice` events',
  };
  await form({ preview: { hooks: [hook], tokens: [] } });
  expect(screen.getByText('One hook is deactivated:')).toBeVisible();
  expect(screen.getByRole('link', { name: 'ERP' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Save' })).toBeVisible();
});

test('an owner is not changed by somebody who is not', async () => {
  const all = rightGroups.flatMap(({ rights }) => rights.map(({ permission }) => permission));
  await form({
    mayGive: (permission) => permission !== 'audit.view',
    member: aMember({ permissions: all, grants: ['*'] }),
  });
  expect(screen.getByText(/only another owner can change/)).toBeVisible();
  expect(screen.getByRole('checkbox', { name: /See hooks/ })).toBeDisabled();
  expect(screen.getByRole('switch')).toBeDisabled();
});
