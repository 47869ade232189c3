/**
 * The stream of changes: server-sent events, read by `fetch`, since the browser's own reader cannot name the tenant nor
 * renew a session.
 */
import { problemOf } from '~/api/problem';
import { sessionFetch } from '~/api/session-fetch';

const STREAM_PATH = '/api/v1/stream';

/** One event of the stream. */
export interface StreamEvent {
  kind: string;
  /** The place up to which the reader knows once it has heard of this. */
  id: string;
  data: string;
}

/** Hears every event until the stream ends; `from` is the id of the last one that was heard. Rejects with a problem. */
export async function readStream(
  from: string | null,
  onEvent: (event: StreamEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const headers: HeadersInit = from === null ? {} : { 'Last-Event-ID': from };
  const answer = await sessionFetch(new Request(new URL(STREAM_PATH, location.origin), { headers, signal }));
  if (!answer.ok || answer.body === null) {
    throw problemOf(answer.status, await answer.json().catch(() => null));
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event !== null) onEvent(event);
    }
  }
}

/** An event from its lines; null for a heartbeat. */
export function eventOf(block: string): StreamEvent | null {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
  const kind = field('event');
  const id = field('id');
  return kind === undefined || id === undefined ? null : { kind, id, data: field('data') ?? '' };
}
