/** Events: what happened, and the catalogue of what may happen. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';
import { nextCursor, whileOnFirstPage } from '~/services/paging';

/** What a list of events can be narrowed by. */
export interface EventFilter {
  event_type?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

export const eventsQuery = (filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: ['events', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/events', { params: { query: { ...filter, limit: 50, ...pageParam } }, signal }),
      ),
    initialPageParam: {},
    getNextPageParam: nextCursor,
    refetchInterval: whileOnFirstPage,
  });

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/events/{id}', { params: { path: { id } }, signal })),
    staleTime: Infinity,
  });
