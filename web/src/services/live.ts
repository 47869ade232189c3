/**
 * What is shown follows what happens: the stream of changes says what there is something new of, and that is asked for
 * again. While there is no stream, everything is polled as it would be without one.
 */
import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { isRefusal } from '~/api/problem';
import { readStream, type StreamEvent } from '~/api/stream';
import { deliveryKeys } from '~/services/delivery-keys';
import { eventKeys } from '~/services/events';
import { hookKeys } from '~/services/hooks';
import { setLive } from '~/services/polling';
import { replayKeys } from '~/services/replays';
import { statsKeys } from '~/services/stats-keys';

/** What the stream speaks of, and the queries that show it. */
const TOPICS: Record<string, (readonly unknown[])[]> = {
  events: [eventKeys.lists],
  deliveries: [deliveryKeys.lists, deliveryKeys.ones, replayKeys.all],
  hooks: [hookKeys.lists, hookKeys.ones],
  figures: [statsKeys.all],
};

/** A rush of changes is followed at this pace; figures, which are dear, at a slower one. */
const PACE_MS = 2_000;
const FIGURES_PACE_MS = 5_000;
/** The first wait after a stream broke; each further one is twice as long, up to the longest. */
const FIRST_WAIT_MS = 1_000;
const MAX_WAIT_MS = 60_000;

/** Follows what happens in the present tenant for as long as the caller is shown. */
export function useLive(tenant: string | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (tenant === null) return;
    const ending = new AbortController();
    void follow(client, ending.signal);
    return () => {
      ending.abort();
      setLive(false);
    };
  }, [client, tenant]);
}

async function follow(client: QueryClient, signal: AbortSignal): Promise<void> {
  const pass = (topics: string[]) => {
    refetch(client, topics);
  };
  const lists = paced(pass, PACE_MS);
  const figures = paced(pass, FIGURES_PACE_MS);
  const news = (topics: string[]) => {
    lists(topics);
    if (topics.includes('deliveries')) figures(['figures']);
  };
  let heard: string | null = null;
  let wait = FIRST_WAIT_MS;
  const onEvent = ({ kind, id, data }: StreamEvent) => {
    setLive(true);
    wait = FIRST_WAIT_MS;
    // A place that the server no longer knows: whatever came meanwhile is asked for.
    if (kind === 'ready' && heard !== null) news(Object.keys(TOPICS));
    if (kind === 'change') news(data.split(' '));
    heard = id;
  };
  for (;;) {
    try {
      await readStream(heard, onEvent, signal);
      // Streams end after a while. Nothing is lost meanwhile, and one that ends at once does not become a rush.
      await pause(FIRST_WAIT_MS, signal);
    } catch (error) {
      setLive(false);
      // Without the permission, or the path, no later try goes better.
      if (signal.aborted || isRefusal(error)) return;
      await pause(wait, signal);
      wait = Math.min(2 * wait, MAX_WAIT_MS);
    }
    if (signal.aborted) return;
  }
}

/** Asks again for what is shown of these topics. A reader further down a list keeps the place. */
export function refetch(client: QueryClient, topics: string[]): void {
  for (const queryKey of topics.flatMap((topic) => TOPICS[topic] ?? [])) {
    void client.invalidateQueries({ queryKey, predicate: isOnFirstPage });
  }
}

function isOnFirstPage({ state }: Query): boolean {
  const { data } = state;
  const pages = typeof data === 'object' && data !== null && 'pages' in data ? data.pages : null;
  return !Array.isArray(pages) || pages.length <= 1;
}

/** Passes topics on at once, and those of a rush together once in so many milliseconds. */
export function paced(pass: (topics: string[]) => void, paceMs: number): (topics: string[]) => void {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    timer = null;
    if (waiting.size === 0) return;
    const topics = [...waiting];
    waiting.clear();
    timer = setTimeout(flush, paceMs);
    pass(topics);
  };
  return (topics) => {
    topics.forEach((topic) => waiting.add(topic));
    if (timer === null) flush();
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
