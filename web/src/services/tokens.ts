/** Tokens: what programs use the API with. */
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, idempotencyKey } from '~/api/client';
import type { NewToken } from '~/api/shapes';
import { nextCursor } from '~/services/paging';
import { whileOnFirstPage } from '~/services/polling';

export const tokenKeys = { lists: ['tokens', 'list'] as const };

export const tokensQuery = infiniteQueryOptions({
  queryKey: tokenKeys.lists,
  queryFn: ({ pageParam, signal }) =>
    answerOf(api.GET('/api/v1/tokens', { params: { query: { limit: 50, ...pageParam } }, signal })),
  initialPageParam: {},
  getNextPageParam: nextCursor,
  refetchInterval: whileOnFirstPage,
});

/** The answer holds the credential, which is shown once and never kept in the cache. */
export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewToken) =>
      answerOf(api.POST('/api/v1/tokens', { body, headers: { 'Idempotency-Key': idempotencyKey() } })),
    onSuccess: () => client.invalidateQueries({ queryKey: tokenKeys.lists }),
    gcTime: 0,
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: tokenKeys.lists }),
  });
}
