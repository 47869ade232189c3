import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { InviteForm, type InviteFormProps } from '~/components/member/InviteForm';
import { show } from '~/testing/render';

const sets = [
  { id: 'all', name: 'All', description: '', permissions: ['hooks.view', 'hooks.edit', 'events.view'] },
  { id: 'viewer', name: 'Viewer', description: '', permissions: ['hooks.view'] },
];

test('nobody is invited to more than the smallest set unless it is chosen, or to more than the inviter has', async () => {
  const onInvite = vi.fn<InviteFormProps['onInvite']>();
  const { user } = await show(
    <InviteForm
      failure={null}
      fieldErrors={{}}
      isPending={false}
      mayGive={(permission) => permission !== 'hooks.edit'}
      onCancel={vi.fn()}
      onInvite={onInvite}
      sets={sets}
    />,
  );
  await user.type(screen.getByRole('textbox', { name: /E-mail/ }), 'bob@acme.example');
  const send = screen.getByRole('button', { name: 'Send the invitation' });
  await user.click(send);
  expect(onInvite.mock.lastCall?.[0]).toEqual({
    email: 'bob@acme.example',
    permissions: ['hooks.view'],
    grants: ['*'],
  });

  await user.click(screen.getByRole('radio', { name: 'All' }));
  await user.click(send);
  expect(onInvite.mock.lastCall?.[0].permissions).toEqual(['hooks.view', 'events.view']);
});
