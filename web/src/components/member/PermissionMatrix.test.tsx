import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { PermissionMatrix } from '~/components/member/PermissionMatrix';
import { show } from '~/testing/render';

test('a tick gives, a tick taken away takes, and what the reader has not stays closed', async () => {
  const onChange = vi.fn();
  const { user } = await show(
    <PermissionMatrix
      before={['hooks.view', 'audit.view']}
      mayGive={(permission) => permission === 'hooks.edit'}
      onChange={onChange}
      value={['hooks.view', 'audit.view']}
    />,
  );
  await user.click(screen.getByRole('checkbox', { name: /Change hooks/ }));
  expect(onChange).toHaveBeenLastCalledWith(['hooks.view', 'audit.view', 'hooks.edit']);
  await user.click(screen.getByRole('checkbox', { name: /Read the audit log/ }));
  expect(onChange).toHaveBeenLastCalledWith(['hooks.view']);
  expect(screen.getByRole('checkbox', { name: /Delete hooks/ })).toBeDisabled();
});
