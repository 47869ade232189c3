/** Actions of one hook: which event types it gets. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, idempotencyKey } from '~/api/client';
import type { Action } from '~/api/shapes';
import { hookKeys } from '~/services/hooks';

export const actionsQuery = (hookId: string) =>
  queryOptions({
    queryKey: [...hookKeys.one(hookId), 'actions'],
    queryFn: async ({ signal }) => {
      const page = await answerOf(
        api.GET('/api/v1/hooks/{id}/actions', { params: { path: { id: hookId } }, signal }),
      );
      return page.data;
    },
  });

/** What has to be added and taken away so that a hook has tenant-wide actions for exactly these patterns. */
export function actionChanges(present: Action[], patterns: string[]) {
  const plain = present.filter(isPlain);
  return {
    add: patterns.filter((pattern) => !plain.some((action) => action.event_type === pattern)),
    remove: plain.filter((action) => !patterns.includes(action.event_type)),
  };
}

/** True of an action without app, SKU or filter: the kind that a list of patterns can show. */
export function isPlain(action: Action): boolean {
  return action.app === null && action.sku === null && (action.filter ?? null) === null;
}

/** Makes the hook's plain actions those of `patterns`; adds before it removes, so that no event falls between. */
export function useReplaceActions(hookId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ present, patterns }: { present: Action[]; patterns: string[] }) => {
      const { add, remove } = actionChanges(present, patterns);
      for (const event_type of add) {
        await answerOf(
          api.POST('/api/v1/hooks/{id}/actions', {
            params: { path: { id: hookId } },
            body: { event_type },
            headers: { 'Idempotency-Key': idempotencyKey() },
          }),
        );
      }
      for (const action of remove) {
        await answerOf(api.DELETE('/api/v1/actions/{id}', { params: { path: { id: action.id } } }));
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: hookKeys.one(hookId) }),
  });
}
