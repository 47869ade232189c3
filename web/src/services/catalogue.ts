/** What the forms offer to choose from: presets and event types. */
import { queryOptions } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';

export const presetsQuery = queryOptions({
  queryKey: ['presets'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/presets', { signal }))).data,
  staleTime: Infinity,
});

/** The first 200 event types: enough to suggest from; a pattern may be typed that is not among them. */
export const eventTypesQuery = queryOptions({
  queryKey: ['event-types'],
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/v1/event-types', { params: { query: { limit: 200 } }, signal }))).data,
  staleTime: 60_000,
});
