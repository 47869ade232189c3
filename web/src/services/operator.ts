/** What the operator of the installation does: tenants, how they fare, their bounds, and links into their consoles. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, idempotencyKey } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { NewTenant, NewTenantLink, OperatorSession, TenantPatch } from '~/api/shapes';
import { nextCursor } from '~/services/paging';
import { LOOK_AGAIN_MS, whileOnFirstPage } from '~/services/polling';

export const operatorKeys = {
  present: ['operator', 'session'] as const,
  tenants: ['operator', 'tenants'] as const,
  tenant: (id: string) => ['operator', 'tenant', id] as const,
  hooks: (id: string) => ['operator', 'tenant', id, 'hooks'] as const,
};

/** The operator who is signed in, or null. */
export const operatorQuery = queryOptions({
  queryKey: operatorKeys.present,
  queryFn: async ({ signal }): Promise<OperatorSession | null> => {
    try {
      return await answerOf(api.GET('/api/v1/operator/session', { signal }));
    } catch (error) {
      // A member who is signed in is known, and not the operator.
      if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export function useOperatorSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => answerOf(api.POST('/api/v1/operator/session', { body: { token } })),
    onSuccess: (operator) => {
      client.setQueryData(operatorKeys.present, operator);
    },
    gcTime: 0,
  });
}

export function useOperatorSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/operator/session')),
    onSettled: () => {
      client.removeQueries({ queryKey: ['operator'] });
      client.setQueryData(operatorKeys.present, null);
    },
  });
}

export const tenantsQuery = infiniteQueryOptions({
  queryKey: operatorKeys.tenants,
  queryFn: ({ pageParam, signal }) =>
    answerOf(api.GET('/api/v1/tenants', { params: { query: { limit: 50, ...pageParam } }, signal })),
  initialPageParam: {},
  getNextPageParam: nextCursor,
  refetchInterval: whileOnFirstPage,
});

export const tenantQuery = (id: string) =>
  queryOptions({
    queryKey: operatorKeys.tenant(id),
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/tenants/{id}', { params: { path: { id } }, signal })),
    refetchInterval: LOOK_AGAIN_MS,
  });

/** The hooks of a tenant that take nothing. */
export const inactiveHooksQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: operatorKeys.hooks(id),
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/tenants/{id}/hooks', {
          params: { path: { id }, query: { limit: 50, state: 'inactive', ...pageParam } },
          signal,
        }),
      ),
    initialPageParam: {},
    getNextPageParam: nextCursor,
    refetchInterval: whileOnFirstPage,
  });

export function useCreateTenant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewTenant) =>
      answerOf(api.POST('/api/v1/tenants', { body, headers: { 'Idempotency-Key': idempotencyKey() } })),
    onSuccess: () => client.invalidateQueries({ queryKey: operatorKeys.tenants }),
  });
}

export function useChangeTenant(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TenantPatch) =>
      answerOf(api.PATCH('/api/v1/tenants/{id}', { params: { path: { id } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: operatorKeys.tenant(id) });
      await client.invalidateQueries({ queryKey: operatorKeys.tenants });
    },
  });
}

export function useDeleteTenant(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/tenants/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: operatorKeys.tenant(id) });
      await client.invalidateQueries({ queryKey: operatorKeys.tenants });
    },
  });
}

/** The answer holds the link, which opens the console once: it is never kept in the cache. */
export function useCreateTenantLink(id: string) {
  return useMutation({
    mutationFn: (body: NewTenantLink) =>
      answerOf(
        api.POST('/api/v1/tenants/{id}/links', {
          params: { path: { id } },
          body,
          headers: { 'Idempotency-Key': idempotencyKey() },
        }),
      ),
    gcTime: 0,
  });
}
