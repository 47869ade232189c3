/** How a receiver can tell that a request came from a hook, by the hook's form. */
import type { Hook } from '~/api/shapes';

/** `standard`: Standard Webhooks headers; `token`: Upodi's `Signature`; `digest`: App47's `md5`. */
export type Scheme = 'standard' | 'token' | 'digest';

/** What the requests of a hook carry, the strongest first; empty if they carry nothing. */
export function schemesOf({ preset, standard_headers }: Pick<Hook, 'preset' | 'standard_headers'>): Scheme[] {
  const schemes: Scheme[] = standard_headers ? ['standard'] : [];
  if (preset === 'upodi' || preset === 'upodi-v2') schemes.push('token');
  if (preset === 'app47') schemes.push('digest');
  return schemes;
}

/** Whether the secret of a hook shows in its requests: a digest has no key in it. */
export function usesSecret(hook: Pick<Hook, 'preset' | 'standard_headers'>): boolean {
  return schemesOf(hook).some((scheme) => scheme !== 'digest');
}

export const schemeTitles: Record<Scheme, string> = {
  standard: 'Standard Webhooks',
  token: 'Upodi Signature',
  digest: 'App47 md5',
};

/** What is compared with what. */
export const schemeWords: Record<Scheme, string> = {
  standard:
    'Each request carries webhook-id, webhook-timestamp and webhook-signature: an HMAC-SHA256 of id, time and body, made with the secret of this hook. While a secret is being rotated there is one signature for each.',
  token:
    'The member Signature of each body is the authenticity token of this hook, which only you and the sender know. Compare the two in constant time.',
  digest:
    'The body carries an MD5 of its payload as it was sent. It shows that the payload arrived whole; as there is no key in it, it does not show who sent it.',
};

export function isScheme(text: unknown): text is Scheme {
  return typeof text === 'string' && text in schemeTitles;
}
