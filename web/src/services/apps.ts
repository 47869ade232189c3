/** Apps, the SKUs sold in them, and the hooks that are about either. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, idempotencyKey } from '~/api/client';
import { hookKeys } from '~/services/hooks';
import { everyRow, nextCursor } from '~/services/paging';
import { whileOnFirstPage } from '~/services/polling';

export const appKeys = {
  all: ['apps'] as const,
  lists: ['apps', 'list'] as const,
  names: ['apps', 'names'] as const,
  one: (id: string) => ['apps', 'one', id] as const,
  skus: (id: string) => ['apps', 'skus', id] as const,
};

export const appsQuery = infiniteQueryOptions({
  queryKey: appKeys.lists,
  queryFn: ({ pageParam, signal }) =>
    answerOf(api.GET('/api/v1/apps', { params: { query: { limit: 50, ...pageParam } }, signal })),
  initialPageParam: {},
  getNextPageParam: nextCursor,
  refetchInterval: whileOnFirstPage,
});

/** The apps to suggest from; a key may be typed that is not among them. */
export const appNamesQuery = queryOptions({
  queryKey: appKeys.names,
  queryFn: ({ signal }) =>
    everyRow((query) => answerOf(api.GET('/api/v1/apps', { params: { query }, signal }))),
  staleTime: 60_000,
});

export const appQuery = (id: string) =>
  queryOptions({
    queryKey: appKeys.one(id),
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/apps/{id}', { params: { path: { id } }, signal })),
  });

export const skusQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: appKeys.skus(id),
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { id }, query: { limit: 100, ...pageParam } };
      return answerOf(api.GET('/api/v1/apps/{id}/skus', { params, signal }));
    },
    initialPageParam: {},
    getNextPageParam: nextCursor,
    refetchInterval: whileOnFirstPage,
  });

/** Hooks with an action that names the app, by its key; below the lists of hooks, so that it moves with them. */
export const hooksOfAppQuery = (key: string) =>
  infiniteQueryOptions({
    queryKey: [...hookKeys.lists, 'app', key],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 100, app: key, ...pageParam };
      return answerOf(api.GET('/api/v1/hooks', { params: { query }, signal }));
    },
    initialPageParam: {},
    getNextPageParam: nextCursor,
    refetchInterval: whileOnFirstPage,
  });

/** Something with a key of its own and a name for people, as it is made. */
export interface NewKeyed {
  key: string;
  /** Empty: the key. */
  name: string;
}

/** Makes an app; with `appId` a SKU of that app. */
export function useCreateKeyed(appId: string | null) {
  const changed = useAppsChanged();
  return useMutation({
    mutationFn: ({ key, name }: NewKeyed) => {
      const body = { key, name: name || null };
      const headers = { 'Idempotency-Key': idempotencyKey() };
      if (appId === null) return answerOf(api.POST('/api/v1/apps', { body, headers }));
      const params = { path: { id: appId } };
      return answerOf(api.POST('/api/v1/apps/{id}/skus', { params, body, headers }));
    },
    onSuccess: changed,
  });
}

/** What is renamed or deleted. */
export interface KeyedRef {
  kind: 'app' | 'sku';
  id: string;
}

export function useRenameKeyed() {
  const changed = useAppsChanged();
  return useMutation({
    mutationFn: ({ kind, id, name }: KeyedRef & { name: string }) => {
      const given = { params: { path: { id } }, body: { name } };
      return kind === 'app'
        ? answerOf(api.PATCH('/api/v1/apps/{id}', given))
        : answerOf(api.PATCH('/api/v1/skus/{id}', given));
    },
    onSuccess: changed,
  });
}

export function useDeleteKeyed() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ kind, id }: KeyedRef): Promise<void> => {
      const given = { params: { path: { id } } };
      if (kind === 'app') await answerOf(api.DELETE('/api/v1/apps/{id}', given));
      else await answerOf(api.DELETE('/api/v1/skus/{id}', given));
    },
    onSuccess: async (_nothing, { kind, id }) => {
      if (kind === 'app') client.removeQueries({ queryKey: appKeys.one(id) });
      await client.invalidateQueries({ queryKey: kind === 'app' ? appKeys.lists : ['apps', 'skus'] });
    },
  });
}

function useAppsChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: appKeys.all });
}
