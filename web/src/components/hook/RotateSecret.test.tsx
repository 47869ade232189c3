import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { RotateSecret, type RotateSecretProps } from '~/components/hook/RotateSecret';
import { show } from '~/testing/render';

async function dialog(kinds: RotateSecretProps['kinds']) {
  const onRotate = vi.fn<RotateSecretProps['onRotate']>();
  const shown = await show(
    <RotateSecret
      failure={null}
      isPending={false}
      kinds={kinds}
      onClose={vi.fn()}
      onRotate={onRotate}
      opened
    />,
  );
  const rotate = () => shown.user.click(screen.getByRole('button', { name: 'Rotate' }));
  return { ...shown, onRotate, rotate };
}

test('the usual kind is made unless another is chosen', async () => {
  const { onRotate, rotate } = await dialog(['hmac', 'ed25519']);
  await rotate();
  expect(onRotate).toHaveBeenCalledWith({ kind: 'hmac', grace_seconds: 86_400 });
});

test('a change of kind says what it means for the receiver', async () => {
  const { user, onRotate, rotate } = await dialog(['hmac', 'ed25519']);
  expect(screen.queryByText(/verifies this kind in another way/)).not.toBeInTheDocument();
  await user.click(screen.getByRole('combobox', { name: 'Kind of the new secret' }));
  await user.click(screen.getByRole('option', { name: 'Key pair (Ed25519)' }));
  expect(screen.getByText(/which verifies and cannot sign/)).toBeVisible();
  expect(screen.getByText(/verifies this kind in another way/)).toBeVisible();
  await rotate();
  expect(onRotate).toHaveBeenCalledWith({ kind: 'ed25519', grace_seconds: 86_400 });
});

test('a token has no overlap and nothing to choose', async () => {
  const { onRotate, rotate } = await dialog(['token']);
  expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
  await rotate();
  expect(onRotate).toHaveBeenCalledWith({ kind: 'token', grace_seconds: 0 });
});
