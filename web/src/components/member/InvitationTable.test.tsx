import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { InvitationTable } from '~/components/member/InvitationTable';
import { anInvitation } from '~/testing/factories';
import { show } from '~/testing/render';

test('an invitation that is open can be sent again and revoked; one that was accepted is history', async () => {
  const open = anInvitation({ email: 'bob@acme.example' });
  const rows = [open, anInvitation({ email: 'eva@acme.example', state: 'accepted' })];
  const [onResend, onRevoke] = [vi.fn(), vi.fn()];
  const { user } = await show(
    <InvitationTable
      busy={null}
      empty={null}
      listing={{ rows, failure: null, onRetry: vi.fn(), onMore: null, isLoadingMore: false }}
      onResend={onResend}
      onRevoke={onRevoke}
    />,
  );
  await user.click(screen.getByRole('button', { name: 'Send again to bob@acme.example' }));
  expect(onResend).toHaveBeenCalledWith(open);
  await user.click(screen.getByRole('button', { name: 'Revoke the invitation of bob@acme.example' }));
  expect(onRevoke).toHaveBeenCalledWith(open);
  expect(screen.queryByRole('button', { name: /eva@acme.example/ })).not.toBeInTheDocument();
});
