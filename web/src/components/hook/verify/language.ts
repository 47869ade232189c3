/** What the code for one language consists of. The code itself is one file for each language. */
import type { Format } from '~/api/shapes';

export interface Language {
  /** Short, as in a URL. */
  id: string;
  label: string;
  /** Verifies the `webhook-signature` of Standard Webhooks, made with a shared secret. */
  standard: string;
  /** Verifies the same, made with a key pair, by its public half. */
  ed25519: string;
  /** Compares Upodi's `Signature`, which is the authenticity token itself. */
  token: string;
  /** Compares App47's `md5` of the payload. */
  digest: (format: Format) => string;
}

/**
 * Where App47's payload, as it was summed, and its sum stand in a body, as regular expressions that all languages
 * read alike once `.` matches line breaks.
 */
export const digestPattern: Record<Format, string> = {
  json: '^\\{"payload":(.*),"md5":"([0-9a-f]{32})"\\}$',
  xml: '(<payload.*>)<md5>([0-9a-f]{32})</md5>',
  form: '^(.*)&md5=([0-9a-f]{32})$',
};
