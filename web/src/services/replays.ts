/** Replays of many deliveries: counted first, made, watched, cancelled. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, idempotencyKey } from '~/api/client';
import type { Replay } from '~/api/shapes';
import { deliveryKeys, type DeliveryFilter } from '~/services/delivery-keys';
import { nextCursor } from '~/services/paging';
import { lookAgain, whileOnFirstPage } from '~/services/polling';

export const replayKeys = { all: ['replays'] as const, lists: ['replays', 'list'] as const };

/** How often replays are looked at while one is running. */
const WATCH_MS = 1_000;

export const replaysQuery = infiniteQueryOptions({
  queryKey: replayKeys.lists,
  queryFn: ({ pageParam, signal }) =>
    answerOf(api.GET('/api/v1/replays', { params: { query: { limit: 50, ...pageParam } }, signal })),
  initialPageParam: {},
  getNextPageParam: nextCursor,
  refetchInterval: (query) => {
    const isRunning = query.state.data?.pages.some(({ data }) =>
      data.some(({ state }) => state === 'running'),
    );
    return isRunning === true ? WATCH_MS : whileOnFirstPage(query);
  },
});

export const replayQuery = (id: string) =>
  queryOptions({
    queryKey: [...replayKeys.all, 'one', id] as const,
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/replays/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => watchInterval(state.data),
  });

/** When to look again: soon while it makes deliveries, now and then while one of them has not ended, and never after that. */
export function watchInterval(replay: Replay | undefined): number | false {
  if (replay === undefined) return false;
  if (replay.state === 'running') return WATCH_MS;
  const { pending, in_flight } = replay.deliveries ?? { pending: 0, in_flight: 0 };
  return pending + in_flight > 0 && lookAgain();
}

/** How many deliveries a replay of this filter takes now. */
export const replayCountQuery = (filter: DeliveryFilter) =>
  queryOptions({
    queryKey: [...replayKeys.all, 'count', filter] as const,
    queryFn: async ({ signal }) =>
      (await answerOf(api.POST('/api/v1/replays/count', { body: { filter }, signal }))).count,
    staleTime: 0,
    gcTime: 0,
  });

export interface NewReplay {
  filter: Replay['filter'];
  rate_per_s: number | null;
}

export function useCreateReplay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewReplay) =>
      answerOf(api.POST('/api/v1/replays', { body, headers: { 'Idempotency-Key': idempotencyKey() } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: replayKeys.all });
      await client.invalidateQueries({ queryKey: deliveryKeys.lists });
    },
  });
}

export function useCancelReplay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answerOf(api.POST('/api/v1/replays/{id}/cancel', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: replayKeys.all }),
  });
}
