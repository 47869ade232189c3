/** What a hook missed while it was inactive: how much that is, sending it again, and leaving it. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';
import type { MissedPeriod, Replay } from '~/api/shapes';
import { hookKeys, hookQuery } from '~/services/hooks';
import { useCreateReplay } from '~/services/replays';

/** What a replay takes to send all that the hook missed: the API keeps the period until there is one. */
export function missedFilter(hookId: string, { since, until }: MissedPeriod): Replay['filter'] {
  return { hook: hookId, missed_since: since, until };
}

/** How many deliveries the hook missed and has not had since. */
export const missedCountQuery = (hookId: string, period: MissedPeriod) =>
  queryOptions({
    queryKey: hookKeys.missed(hookId, period),
    queryFn: async ({ signal }) => {
      const filter = missedFilter(hookId, period);
      return (await answerOf(api.POST('/api/v1/replays/count', { body: { filter }, signal }))).count;
    },
    // To count may take long.
    staleTime: 60_000,
  });

export function useReplayMissed(hookId: string) {
  const create = useCreateReplay();
  const seenTo = useSeenTo(hookId);
  return useMutation({
    mutationFn: ({ period, rate_per_s }: { period: MissedPeriod; rate_per_s: number | null }) =>
      create.mutateAsync({ filter: missedFilter(hookId, period), rate_per_s }),
    // Not waited for: it takes the notice away, and with it whoever goes on from here.
    onSuccess: () => {
      void seenTo();
    },
  });
}

export function useDismissMissed(hookId: string) {
  const seenTo = useSeenTo(hookId);
  return useMutation({
    mutationFn: () =>
      answerOf(api.DELETE('/api/v1/hooks/{id}/missed-period', { params: { path: { id: hookId } } })),
    onSuccess: seenTo,
  });
}

/** Asks again for the hook wherever it is shown, and for the count where it is shown next. */
function useSeenTo(hookId: string) {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: hookKeys.missed(hookId), refetchType: 'none' });
    await client.invalidateQueries({ queryKey: hookQuery(hookId).queryKey });
    await client.invalidateQueries({ queryKey: hookKeys.lists });
  };
}
