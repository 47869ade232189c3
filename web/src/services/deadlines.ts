/** Deadlines: "when A, unless B within T, emit C", and the timers that they have armed. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, idempotencyKey } from '~/api/client';
import type { NewDeadline } from '~/api/shapes';
import { nextCursor } from '~/services/paging';
import { whileOnFirstPage } from '~/services/polling';

export const deadlineKeys = {
  all: ['deadlines'] as const,
  lists: ['deadlines', 'list'] as const,
  one: (id: string) => ['deadlines', 'one', id] as const,
  timers: (id: string) => ['deadlines', 'timers', id] as const,
};

export const deadlinesQuery = infiniteQueryOptions({
  queryKey: deadlineKeys.lists,
  queryFn: ({ pageParam, signal }) =>
    answerOf(api.GET('/api/v1/deadlines', { params: { query: { limit: 50, ...pageParam } }, signal })),
  initialPageParam: {},
  getNextPageParam: nextCursor,
});

export const deadlineQuery = (id: string) =>
  queryOptions({
    queryKey: deadlineKeys.one(id),
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/deadlines/{id}', { params: { path: { id } }, signal })),
  });

export const timersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: deadlineKeys.timers(id),
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { id }, query: { limit: 50, ...pageParam } };
      return answerOf(api.GET('/api/v1/deadlines/{id}/timers', { params, signal }));
    },
    initialPageParam: {},
    getNextPageParam: nextCursor,
    refetchInterval: whileOnFirstPage,
  });

/** Makes a deadline, or changes the one with this id. */
export function useSaveDeadline(id: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewDeadline) => {
      if (id !== null) {
        return answerOf(api.PATCH('/api/v1/deadlines/{id}', { params: { path: { id } }, body }));
      }
      const headers = { 'Idempotency-Key': idempotencyKey() };
      return answerOf(api.POST('/api/v1/deadlines', { body, headers }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: deadlineKeys.all }),
  });
}

export function useDeleteDeadline(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<void> => {
      await answerOf(api.DELETE('/api/v1/deadlines/{id}', { params: { path: { id } } }));
    },
    onSuccess: async () => {
      client.removeQueries({ queryKey: deadlineKeys.one(id) });
      await client.invalidateQueries({ queryKey: deadlineKeys.lists });
    },
  });
}

export function useDisarmTimer(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (timer: string): Promise<void> => {
      const params = { path: { id, timer } };
      await answerOf(api.DELETE('/api/v1/deadlines/{id}/timers/{timer}', { params }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: deadlineKeys.timers(id) }),
  });
}
