/** Events: what happened, who gets it and why, and posting one by hand. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, idempotencyKey } from '~/api/client';
import type { Event } from '~/api/shapes';
import { deliveryKeys } from '~/services/delivery-keys';
import { nextCursor } from '~/services/paging';
import { whileOnFirstPage } from '~/services/polling';
import { memberText, objectText } from '~/words/json';

/** What a list of events can be narrowed by. */
export interface EventFilter {
  event_type?: string | undefined;
  /** True for those that are held back until their time. */
  held?: boolean | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

export const eventKeys = {
  all: ['events'] as const,
  lists: ['events', 'list'] as const,
  list: (filter: EventFilter) => ['events', 'list', filter] as const,
  one: (id: string) => ['events', 'one', id] as const,
  matches: (id: string) => ['events', 'matches', id] as const,
};

export const eventsQuery = (filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: eventKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/events', { params: { query: { ...filter, limit: 50, ...pageParam } }, signal }),
      ),
    initialPageParam: {},
    getNextPageParam: nextCursor,
    refetchInterval: whileOnFirstPage,
  });

/** An event with its data as it was posted: a number that is read into a program may lose digits. */
export interface EventAsPosted {
  event: Event;
  /** JSON. */
  dataText: string;
  /** JSON; null if the event has no object as it was before. */
  previousText: string | null;
}

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: eventKeys.one(id),
    queryFn: async ({ signal }): Promise<EventAsPosted> => {
      const params = { path: { id } };
      const text = await answerOf(api.GET('/api/v1/events/{id}', { params, parseAs: 'text', signal }));
      const previous = memberText(text, 'previous');
      return {
        event: JSON.parse(text) as Event,
        dataText: memberText(text, 'data') ?? 'null',
        previousText: previous === 'null' ? null : previous,
      };
    },
    staleTime: Infinity,
  });

/** What each hook says of an event, hooks that get it among them. */
export const matchesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: eventKeys.matches(id),
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { id }, query: { limit: 50, ...pageParam } };
      return answerOf(api.GET('/api/v1/events/{id}/matches', { params, signal }));
    },
    initialPageParam: {},
    getNextPageParam: nextCursor,
  });

/** An event to be posted. */
export interface EventDraft {
  type: string;
  /** JSON, sent as it is written. */
  dataText: string;
  app: string | null;
  sku: string | null;
  subjects: string[];
  test_mode: boolean;
  /** RFC 3339; null to send at once. */
  deliver_at: string | null;
}

export function usePostEvent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ dataText, ...draft }: EventDraft) => {
      const { type, ...rest } = draft;
      const others = Object.entries(rest).map(([name, value]) => [name, JSON.stringify(value)]);
      const body = objectText({
        type: JSON.stringify(type),
        ...(Object.fromEntries(others) as Record<string, string>),
        data: dataText,
      });
      return answerOf(
        api.POST('/api/v1/events', {
          body: { type, data: null },
          bodySerializer: () => body,
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey() },
        }),
      );
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: eventKeys.all });
      await client.invalidateQueries({ queryKey: deliveryKeys.lists });
    },
  });
}

/** Takes a held event back. */
export function useCancelEvent(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/events/{id}/cancel', { params: { path: { id } } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: eventKeys.all });
      await client.invalidateQueries({ queryKey: deliveryKeys.lists });
    },
  });
}
