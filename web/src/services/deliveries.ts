/** Deliveries: lists by filter, one with its attempts, and sending one again. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, idempotencyKey } from '~/api/client';
import type { Delivery } from '~/api/shapes';
import { deliveryKeys, type DeliveryFilter } from '~/services/delivery-keys';
import { isShort, nextCursor } from '~/services/paging';
import { LOOK_AGAIN_MS, lookAgain, whileOnFirstPage } from '~/services/polling';

/** How often a delivery that is being sent is looked at again. */
const WATCH_MS = 500;

export const deliveriesQuery = (filter: DeliveryFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [...deliveryKeys.list(filter), limit],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/deliveries', { params: { query: { ...filter, limit, ...pageParam } }, signal }),
      ),
    initialPageParam: {},
    getNextPageParam: nextCursor,
    refetchInterval: whileOnFirstPage,
    refetchOnMount: isShort,
  });

/** How many of a hook's latest deliveries its page looks at. */
const LATEST = 50;

/** The latest deliveries of one hook, the newest first. */
export const hookDeliveriesQuery = (hook: string) =>
  queryOptions({
    queryKey: [...deliveryKeys.lists, 'latest', hook],
    queryFn: async ({ signal }) => {
      const query = { hook, limit: LATEST };
      return (await answerOf(api.GET('/api/v1/deliveries', { params: { query }, signal }))).data;
    },
    refetchInterval: lookAgain,
  });

/** How many of a replay's latest deliveries its page looks at. */
const LATEST_OF_REPLAY = 10;
/** How often they are looked at while the replay makes more of them. */
const WATCH_REPLAY_MS = 2_000;

/** The latest deliveries that a replay made, the newest first. */
export const replayDeliveriesQuery = (replay: string, isRunning: boolean) =>
  queryOptions({
    queryKey: [...deliveryKeys.lists, 'made-by', replay],
    queryFn: async ({ signal }) => {
      const query = { replay, limit: LATEST_OF_REPLAY };
      return (await answerOf(api.GET('/api/v1/deliveries', { params: { query }, signal }))).data;
    },
    refetchInterval: isRunning ? WATCH_REPLAY_MS : lookAgain,
  });

/** One delivery; watched while it is about to be sent, so that what comes of it appears by itself. */
export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: deliveryKeys.one(id),
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/deliveries/{id}', { params: { path: { id } }, signal })),
    refetchInterval: (query) => watchInterval(query.state.data, Date.now()),
  });

/** The attempts of a delivery, asked for again whenever their number changes. */
export const attemptsQuery = (id: string, attempts: number) =>
  queryOptions({
    queryKey: deliveryKeys.attempts(id, attempts),
    queryFn: async ({ signal }) => {
      const page = await answerOf(
        api.GET('/api/v1/deliveries/{id}/attempts', { params: { path: { id } }, signal }),
      );
      return page.data;
    },
    placeholderData: (before) => before,
  });

/** True once nothing more will happen to a delivery by itself. */
export function isFinished(delivery: Delivery): boolean {
  return delivery.state !== 'pending' && delivery.state !== 'in_flight';
}

/** When to look again: soon while it is being sent, at its time while it waits, never once it is finished. */
export function watchInterval(delivery: Delivery | undefined, now: number): number | false {
  if (delivery === undefined || isFinished(delivery)) return false;
  if (delivery.state === 'in_flight' || delivery.next_attempt_at == null) return WATCH_MS;
  return Math.min(Math.max(Date.parse(delivery.next_attempt_at) - now, WATCH_MS), LOOK_AGAIN_MS);
}

export function useReplayDelivery() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answerOf(
        api.POST('/api/v1/deliveries/{id}/replay', {
          params: { path: { id } },
          headers: { 'Idempotency-Key': idempotencyKey() },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: deliveryKeys.lists }),
  });
}

/** How many waiting deliveries are counted before "more than" has to do. */
const COUNTED = 100;

/** How much of a hook waits, for the questions that touch it. */
export const waitingQuery = (hook: string) =>
  queryOptions({
    queryKey: [...deliveryKeys.lists, 'waiting', hook],
    queryFn: async ({ signal }) => {
      const query = { hook, state: 'pending' as const, limit: COUNTED };
      const page = await answerOf(api.GET('/api/v1/deliveries', { params: { query }, signal }));
      return { count: page.data.length, isAll: page.next_cursor == null };
    },
    staleTime: 0,
  });
