/** How a receiver can tell that a request came from a hook, by the hook's form and the kinds of its secrets. */
import type { Hook, SecretKind } from '~/api/shapes';

/**
 * `standard` and `ed25519`: Standard Webhooks headers, made with a shared secret or with a key pair; `token`: Upodi's
 * `Signature`; `digest`: App47's `md5`.
 */
export type Scheme = 'standard' | 'ed25519' | 'token' | 'digest';

/** A secret that signs at present. */
export interface LiveSecret {
  kind: SecretKind;
  /** True of one that only signs along until it is void. */
  isReplaced: boolean;
}

type Form = Pick<Hook, 'preset' | 'standard_headers'>;

/**
 * What the requests of a hook carry, the strongest first; empty if they carry nothing. Without `secrets` nobody may know
 * them, and both ways of the headers are told; an empty list stands for the usual kind.
 */
export function schemesOf({ preset, standard_headers }: Form, secrets?: LiveSecret[]): Scheme[] {
  const schemes: Scheme[] = standard_headers ? headerSchemes(secrets) : [];
  if (hasToken(preset)) schemes.push('token');
  if (preset === 'app47') schemes.push('digest');
  return schemes;
}

function headerSchemes(secrets: LiveSecret[] | undefined): Scheme[] {
  if (secrets === undefined) return ['standard', 'ed25519'];
  // The API lists the present one first.
  const kinds = new Set(secrets.map(({ kind }) => kind).filter((kind) => kind !== 'token'));
  if (kinds.size === 0) return ['standard'];
  return [...kinds].map((kind) => (kind === 'hmac' ? 'standard' : 'ed25519'));
}

/** Whether the secret of a hook shows in its requests: a digest has no key in it. */
export function usesSecret(hook: Form): boolean {
  return schemesOf(hook).some((scheme) => scheme !== 'digest');
}

/** The kinds that a new secret of the hook can have and that would show in its requests; the usual one first. */
export function rotatableKinds(
  { preset, standard_headers }: Form,
  secrets: LiveSecret[] = [],
): [SecretKind, ...SecretKind[]] {
  const present = secrets.filter(({ isReplaced }) => !isReplaced).map(({ kind }) => kind);
  const keys: [SecretKind, SecretKind] = present.includes('ed25519')
    ? ['ed25519', 'hmac']
    : ['hmac', 'ed25519'];
  if (!hasToken(preset)) return keys;
  return standard_headers ? ['token', ...keys] : ['token'];
}

/** Upodi's requests carry the token of the hook in their body. */
function hasToken(preset: Hook['preset']): boolean {
  return preset === 'upodi' || preset === 'upodi-v2';
}

export const schemeTitles: Record<Scheme, string> = {
  standard: 'Webhooks HMAC',
  ed25519: 'Webhooks Ed25519',
  token: 'Upodi Signature',
  digest: 'App47 md5',
};

/** What is compared with what. */
export const schemeWords: Record<Scheme, string> = {
  standard:
    'Each request carries webhook-id, webhook-timestamp and webhook-signature: an HMAC-SHA256 of id, time and body, made with the secret of this hook. While a secret is being rotated there is one signature for each.',
  ed25519:
    'Each request carries webhook-id, webhook-timestamp and webhook-signature: an Ed25519 signature of id, time and body, made with the private key of this hook and verified with its public key. While a secret is being rotated there is one signature for each.',
  token:
    'The member Signature of each body is the authenticity token of this hook, which only you and the sender know. Compare the two in constant time.',
  digest:
    'The body carries an MD5 of its payload as it was sent. It shows that the payload arrived whole; as there is no key in it, it does not show who sent it.',
};

export function isScheme(text: unknown): text is Scheme {
  return typeof text === 'string' && text in schemeTitles;
}

/** What the kinds of secrets are called, and what each means for a receiver. */
export const secretKinds: Record<SecretKind, { title: string; means: string }> = {
  hmac: {
    title: 'Shared secret (HMAC)',
    means:
      'You and the receiver keep the same secret, whsec_…; every Standard Webhooks library can verify it. Whoever has it can sign, too.',
  },
  ed25519: {
    title: 'Key pair (Ed25519)',
    means:
      'The receiver gets a public key, whpk_…, which verifies and cannot sign: it need not be kept secret. Not every library knows it.',
  },
  token: {
    title: 'Authenticity token',
    means: 'It stands in the body of each request, as Signature, and the receiver compares it with its own.',
  },
};
