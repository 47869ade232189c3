import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import type { HookSecrets } from '~/api/shapes';
import { SecretPanel } from '~/components/hook/SecretPanel';
import { aHook, aSecret } from '~/testing/factories';
import { show } from '~/testing/render';
import { usesSecret } from '~/words/signature';

const panel = (given: Parameters<typeof aHook>[0], secret: HookSecrets | null = null) => (
  <SecretPanel
    failure={null}
    isRevealing={false}
    isUsed={usesSecret(aHook(given))}
    onHide={vi.fn()}
    onReveal={vi.fn()}
    onRotate={vi.fn()}
    secret={secret}
  />
);

test('what the secret is for is said where something is signed with it', async () => {
  await show(panel({ preset: 'abowire', standard_headers: true }));
  expect(screen.getByText(/^Receivers use it/)).toBeVisible();
});

test.each(['abowire', 'app47'] as const)('of %s alone, nothing is signed with the secret', async (preset) => {
  await show(panel({ preset, standard_headers: false }));
  expect(screen.getByText(/^It is not used/)).toBeVisible();
});

test('of a key pair the public half is shown, to be copied', async () => {
  const pair = aSecret({ kind: 'ed25519', secret: 'whsk_cHJpdmF0ZQ==', public_key: 'whpk_cHVibGlj' });
  await show(panel({}, { ...pair, secrets: [pair] }));
  expect(screen.getByText('whpk_cHVibGlj')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy public key' })).toBeVisible();
  expect(screen.queryByText(/whsk_/)).not.toBeInTheDocument();
});
