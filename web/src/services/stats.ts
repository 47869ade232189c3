/** What deliveries came to over time. */
import { queryOptions } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';
import { lookAgain } from '~/services/polling';
import { statsKeys } from '~/services/stats-keys';
import type { StatsRange } from '~/words/stats';

/** The figures of a time that ends now, of one hook or of all. */
export const statsQuery = (range: StatsRange, hook?: string) =>
  queryOptions({
    queryKey: [...statsKeys.all, range, hook ?? null],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/stats', {
          params: { query: { range, ...(hook === undefined ? {} : { hook }) } },
          signal,
        }),
      ),
    refetchInterval: lookAgain,
    // Another range of the same thing is on its way: the old figures stay meanwhile, so that nothing jumps.
    placeholderData: (before, query) => (query?.queryKey[2] === (hook ?? null) ? before : undefined),
  });
