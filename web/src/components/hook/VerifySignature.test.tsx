import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { VerifySignature, type VerifySignatureProps } from '~/components/hook/VerifySignature';
import { show } from '~/testing/render';

const shown = (given: Partial<VerifySignatureProps> = {}) => {
  const onView = vi.fn<VerifySignatureProps['onView']>();
  const element = (
    <VerifySignature format="xml" onView={onView} schemes={['standard', 'digest']} view={{}} {...given} />
  );
  return show(element).then((result) => ({ ...result, onView }));
};
const code = () => screen.getByRole('region', { name: /^Verification in/ }).textContent;

test('the strongest scheme and the first language are shown at first', async () => {
  await shown();
  expect(code()).toContain("createHmac('sha256'");
});

test('what the URL asks for is shown, in the form of the hook', async () => {
  await shown({ view: { scheme: 'digest', language: 'python' } });
  expect(code()).toContain('<payload.*>');
  expect(code()).toContain('hashlib.md5');
});

test('what the hook does not use falls back to what it does', async () => {
  await shown({ schemes: ['standard'], view: { scheme: 'token', language: 'cobol' } });
  expect(code()).toContain("createHmac('sha256'");
  expect(screen.queryByRole('radiogroup', { name: 'What is verified' })).toBeNull();
});

test('a key pair is verified by its public half', async () => {
  await shown({ schemes: ['ed25519'], view: { language: 'python' } });
  expect(code()).toContain('Ed25519PublicKey');
  expect(screen.getByText('WEBHOOK_PUBLIC_KEY')).toBeVisible();
});

test('a choice goes into the URL beside the other', async () => {
  const { user, onView } = await shown({ view: { scheme: 'digest' } });
  await user.click(screen.getByText('Go'));
  expect(onView).toHaveBeenCalledWith({ scheme: 'digest', language: 'go' });
});
