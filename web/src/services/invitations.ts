/** Invitations: who was asked to join the tenant, and what became of it. */
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, idempotencyKey } from '~/api/client';
import type { NewInvitation } from '~/api/shapes';
import { nextCursor } from '~/services/paging';
import { whileOnFirstPage } from '~/services/polling';

export const invitationKeys = { lists: ['invitations', 'list'] as const };

export const invitationsQuery = infiniteQueryOptions({
  queryKey: invitationKeys.lists,
  queryFn: ({ pageParam, signal }) =>
    answerOf(api.GET('/api/v1/invitations', { params: { query: { limit: 50, ...pageParam } }, signal })),
  initialPageParam: {},
  getNextPageParam: nextCursor,
  refetchInterval: whileOnFirstPage,
});

export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewInvitation) =>
      answerOf(api.POST('/api/v1/invitations', { body, headers: { 'Idempotency-Key': idempotencyKey() } })),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationKeys.lists }),
  });
}

export function useResendInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answerOf(api.POST('/api/v1/invitations/{id}/resend', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationKeys.lists }),
  });
}

export function useRevokeInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string): Promise<void> => {
      await answerOf(api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: invitationKeys.lists }),
  });
}
