/** Hooks: lists, one, and everything that a button on them does. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';

import { answerOf, api, idempotencyKey } from '~/api/client';
import type {
  ActivatedHook,
  FilterTrial,
  Hook,
  HookPatch,
  HookState,
  MissedPeriod,
  NewAction,
  NewHook,
  Rotation,
} from '~/api/shapes';
import { deliveryKeys } from '~/services/delivery-keys';
import { nextCursor } from '~/services/paging';
import { lookAgain, whileOnFirstPage } from '~/services/polling';
import { refuseRounded } from '~/services/rounded-filters';
import { objectText } from '~/words/json';

export const hookKeys = {
  all: ['hooks'] as const,
  lists: ['hooks', 'list'] as const,
  ones: ['hooks', 'one'] as const,
  one: (id: string) => ['hooks', 'one', id] as const,
  /** How much a hook missed, in this period or any. */
  missed: (id: string, ...period: MissedPeriod[]) => ['hooks', 'missed', id, ...period] as const,
  draft: (draft: DraftPreview) => ['hooks', 'draft', draft] as const,
  sample: (id: string) => ['hooks', 'sample', id] as const,
  secretKinds: (id: string) => ['hooks', 'secret-kinds', id] as const,
};

/** What a list of hooks can be narrowed by. */
export interface HookFilter {
  /** What the name holds. */
  q?: string | undefined;
  state?: HookState | undefined;
}

export const hooksQuery = (filter: HookFilter = {}) =>
  infiniteQueryOptions({
    queryKey: [...hookKeys.lists, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 50, ...filter, ...pageParam };
      return answerOf(api.GET('/api/v1/hooks', { params: { query }, signal }));
    },
    initialPageParam: {},
    getNextPageParam: nextCursor,
    refetchInterval: whileOnFirstPage,
    // The list before stays while a narrower one is on its way.
    placeholderData: keepPreviousData,
  });

/** Reads a filter of hooks from a URL: what is not understood is left out. */
export function readHookFilter({ q, state }: Record<string, unknown>): HookFilter {
  return {
    // A name of digits alone comes as a number.
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
    ...((state === 'active' || state === 'paused' || state === 'inactive') && { state }),
  };
}

/** How many hooks a search finds at most: more would not be read. */
const FOUND = 20;

/** The newest hooks whose name holds this text; the newest of all if there is none. */
export const foundHooksQuery = (q: string) =>
  queryOptions({
    queryKey: [...hookKeys.lists, 'found', q],
    queryFn: async ({ signal }) => {
      const query = { limit: FOUND, ...(q !== '' && { q }) };
      return (await answerOf(api.GET('/api/v1/hooks', { params: { query }, signal }))).data;
    },
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

/** The names of these hooks, as far as there are such: at most 200. */
export const hookNamesQuery = (ids: string[]) =>
  queryOptions({
    queryKey: [...hookKeys.all, 'names', ids],
    queryFn: async ({ signal }) => {
      const query = { ids: ids.join(','), limit: 200 };
      const { data } = await answerOf(api.GET('/api/v1/hooks', { params: { query }, signal }));
      return data.map(({ id, name }) => ({ id, name }));
    },
    staleTime: 60_000,
  });

export const hookQuery = (id: string) =>
  queryOptions({
    queryKey: hookKeys.one(id),
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/hooks/{id}', { params: { path: { id } }, signal })),
    // A hook may be switched off by what happens to it.
    refetchInterval: lookAgain,
  });

export function useCreateHook() {
  const changed = useHookChanged();
  return useMutation({
    mutationFn: async (body: NewHook) => {
      refuseRounded(body.actions);
      return answerOf(api.POST('/api/v1/hooks', { body, headers: { 'Idempotency-Key': idempotencyKey() } }));
    },
    onSuccess: changed,
  });
}

export function useUpdateHook(id: string) {
  const changed = useHookChanged();
  return useMutation({
    mutationFn: async (body: HookPatch) => {
      refuseRounded(body.actions);
      return answerOf(api.PATCH('/api/v1/hooks/{id}', { params: { path: { id } }, body }));
    },
    onSuccess: changed,
  });
}

export function useDeleteHook(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/hooks/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      client.removeQueries({ queryKey: hookKeys.one(id) });
      await client.invalidateQueries({ queryKey: hookKeys.lists });
    },
  });
}

/** What switches a hook's state; each is a path of the API. */
export type HookSwitch = 'activate' | 'deactivate' | 'pause' | 'resume';

export function useSwitchHook(id: string) {
  const changed = useHookChanged();
  const client = useQueryClient();
  const params = { path: { id } };
  return useMutation({
    mutationFn: (to: HookSwitch) => {
      if (to === 'activate') return answerOf(api.POST('/api/v1/hooks/{id}/activate', { params }));
      if (to === 'deactivate') return answerOf(api.POST('/api/v1/hooks/{id}/deactivate', { params }));
      if (to === 'pause') return answerOf(api.POST('/api/v1/hooks/{id}/pause', { params }));
      return answerOf(api.POST('/api/v1/hooks/{id}/resume', { params, body: {} }));
    },
    onSuccess: async (hook) => {
      // The answer to an activation has counted already.
      const { missed, missed_period }: Partial<ActivatedHook> = hook;
      if (missed != null && missed_period != null)
        client.setQueryData(hookKeys.missed(id, missed_period), missed.count);
      await changed(hook);
      // A switch cancels or lets go what waits.
      await client.invalidateQueries({ queryKey: deliveryKeys.lists });
    },
  });
}

export function useTestHook(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/hooks/{id}/test', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: deliveryKeys.lists }),
  });
}

/** The ping of the test button as a signed request, sent nowhere. */
export const sampleQuery = (id: string) =>
  queryOptions({
    queryKey: hookKeys.sample(id),
    queryFn: ({ signal }) =>
      answerOf(api.POST('/api/v1/hooks/{id}/preview', { params: { path: { id } }, body: {}, signal })),
    // Its signature is worth something for five minutes.
    staleTime: 60_000,
    gcTime: 60_000,
  });

/** A hook as the API takes it, as JSON, and the event to show; null for the ping of the test button. */
export interface DraftPreview {
  hookText: string;
  /** The hook whose secrets sign; null for an example secret. */
  hookId: string | null;
  event: { type: string; dataText: string } | null;
}

/** The request that a hook would send if it were saved like this. */
export const draftPreviewQuery = (draft: DraftPreview) =>
  queryOptions({
    queryKey: hookKeys.draft(draft),
    queryFn: ({ signal }) => {
      const { hookText, hookId, event } = draft;
      const body = objectText({
        hook: hookText,
        hook_id: hookId === null ? null : JSON.stringify(hookId),
        event: event && objectText({ type: JSON.stringify(event.type), data: event.dataText }),
      });
      return answerOf(
        api.POST('/api/v1/hooks/preview', {
          // Only the text is sent.
          body: { hook: { name: '', url: '' } },
          bodySerializer: () => body,
          headers: { 'Content-Type': 'application/json' },
          signal,
        }),
      );
    },
    // The one before stays in view while the next is on its way, and when it cannot be made.
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  });

/** What becomes of an action: one is made, one is changed, one is removed. */
export type ActionChange =
  | { kind: 'add'; hookId: string; action: NewAction }
  | { kind: 'change'; id: string; action: NewAction }
  | { kind: 'remove'; id: string };

export function useChangeAction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: ActionChange): Promise<void> => {
      if (change.kind !== 'remove') refuseRounded([change.action]);
      switch (change.kind) {
        case 'add': {
          const params = { path: { id: change.hookId } };
          const headers = { 'Idempotency-Key': idempotencyKey() };
          await answerOf(api.POST('/api/v1/hooks/{id}/actions', { params, body: change.action, headers }));
          return;
        }
        case 'change': {
          const params = { path: { id: change.id } };
          await answerOf(api.PATCH('/api/v1/actions/{id}', { params, body: change.action }));
          return;
        }
        case 'remove':
          await answerOf(api.DELETE('/api/v1/actions/{id}', { params: { path: { id: change.id } } }));
      }
    },
    onSuccess: () => client.invalidateQueries({ queryKey: hookKeys.all }),
  });
}

/** Asks whether a filter lets an event through. Nothing is stored. */
export function useTryFilter() {
  return useMutation({
    mutationFn: (body: FilterTrial) => answerOf(api.POST('/api/v1/filters/check', { body })),
  });
}

/** The secret is asked for on a press and never kept in the cache. */
export function useRevealSecret(id: string) {
  return useMutation({
    mutationFn: () => answerOf(api.GET('/api/v1/hooks/{id}/secret', { params: { path: { id } } })),
    gcTime: 0,
  });
}

/** Of which kinds the secrets of a hook are that sign at present: the secrets themselves stay out of the cache. */
export const secretKindsQuery = (id: string) =>
  queryOptions({
    queryKey: hookKeys.secretKinds(id),
    queryFn: async ({ signal }) => {
      const path = { id };
      const { secrets } = await answerOf(api.GET('/api/v1/hooks/{id}/secret', { params: { path }, signal }));
      return secrets.map(({ kind, expires_at }) => ({ kind, isReplaced: expires_at != null }));
    },
    staleTime: 60_000,
  });

export function useRotateSecret(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Rotation) =>
      answerOf(api.POST('/api/v1/hooks/{id}/secret/rotate', { params: { path: { id } }, body })),
    gcTime: 0,
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: hookKeys.secretKinds(id) }),
        client.invalidateQueries({ queryKey: hookKeys.sample(id) }),
      ]);
    },
  });
}

/** Puts a hook that came back from the API where the pages look for it. */
export function useHookChanged() {
  const client = useQueryClient();
  return async (hook: Hook) => {
    client.setQueryData(hookQuery(hook.id).queryKey, hook);
    await client.invalidateQueries({ queryKey: hookKeys.lists });
  };
}
