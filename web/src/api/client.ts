/** The typed client of the API. Services call it; nothing else does. */
import createClient from 'openapi-fetch';

import { problemOf } from '~/api/problem';
import type { paths } from '~/api/schema.gen';
import { sessionFetch } from '~/api/session-fetch';

export const api = createClient<paths>({ baseUrl: location.origin, fetch: sessionFetch });

/** The body of an answer, or the problem it carries as a rejection. */
export async function answerOf<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response.status, error);
  return data as T;
}

/**
 * An `Idempotency-Key` for one press of one button: the request may be repeated, what it does may not.
 * Not `crypto.randomUUID`, which browsers withhold from pages that came over plain http.
 */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
