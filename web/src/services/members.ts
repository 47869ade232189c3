/** Members: who belongs to the tenant, what they may do, and what a change of that would cost. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';
import type { MemberPatch } from '~/api/shapes';
import { nextCursor } from '~/services/paging';
import { whileOnFirstPage } from '~/services/polling';

export const memberKeys = {
  lists: ['members', 'list'] as const,
  one: (id: string) => ['members', 'one', id] as const,
  sets: ['members', 'sets'] as const,
};

export const membersQuery = infiniteQueryOptions({
  queryKey: memberKeys.lists,
  queryFn: ({ pageParam, signal }) =>
    answerOf(api.GET('/api/v1/members', { params: { query: { limit: 50, ...pageParam } }, signal })),
  initialPageParam: {},
  getNextPageParam: nextCursor,
  refetchInterval: whileOnFirstPage,
});

export const memberQuery = (id: string) =>
  queryOptions({
    queryKey: memberKeys.one(id),
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/members/{id}', { params: { path: { id } }, signal })),
  });

/** Ready-made sets of permissions. They come with the program, so they are asked for once. */
export const permissionSetsQuery = queryOptions({
  queryKey: memberKeys.sets,
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/permission-sets', { signal }))).data,
  staleTime: Infinity,
});

/** Asks what a change would cost, and changes nothing. */
export function usePreviewMember(id: string) {
  return useMutation({
    mutationFn: (body: MemberPatch) =>
      answerOf(api.POST('/api/v1/members/{id}/preview', { params: { path: { id } }, body })),
    gcTime: 0,
  });
}

export function useUpdateMember(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: MemberPatch) =>
      answerOf(api.PATCH('/api/v1/members/{id}', { params: { path: { id } }, body })),
    // A change of one's own permissions changes what the console may show, and hooks may follow any change.
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useRemoveMember(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/members/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      client.removeQueries({ queryKey: memberKeys.one(id) });
      await client.invalidateQueries({ queryKey: memberKeys.lists });
    },
  });
}
