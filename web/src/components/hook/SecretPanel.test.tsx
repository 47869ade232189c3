import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { SecretPanel } from '~/components/hook/SecretPanel';
import { aHook } from '~/testing/factories';
import { show } from '~/testing/render';
import { usesSecret } from '~/words/signature';

const panel = (given: Parameters<typeof aHook>[0]) => (
  <SecretPanel
    failure={null}
    isRevealing={false}
    isUsed={usesSecret(aHook(given))}
    onHide={vi.fn()}
    onReveal={vi.fn()}
    onRotate={vi.fn()}
    secret={null}
  />
);

test('what the secret is for is said where something is signed with it', async () => {
  await show(panel({ preset: 'abowire', standard_headers: true }));
  expect(screen.getByText(/^Receivers use it/)).toBeVisible();
});

test.each(['abowire', 'app47'] as const)('of %s alone, nothing is signed with the secret', async (preset) => {
  await show(panel({ preset, standard_headers: false }));
  expect(screen.getByText(/^No request is signed with it/)).toBeVisible();
});
