/** The catalogue: presets, and event types with their examples and schemas. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, idempotencyKey } from '~/api/client';
import type { EventType, PresetName, SchemaMode } from '~/api/shapes';
import { everyRow, nextCursor } from '~/services/paging';
import { memberText, objectText } from '~/words/json';

export const catalogKeys = {
  presets: ['presets'] as const,
  preset: (name: PresetName) => ['presets', name] as const,
  types: ['event-types'] as const,
  list: ['event-types', 'list'] as const,
  one: (id: string) => ['event-types', 'one', id] as const,
};

export const presetsQuery = queryOptions({
  queryKey: catalogKeys.presets,
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/presets', { signal }))).data,
  staleTime: Infinity,
});

/** A preset with the event types that can be imported from it. */
export const presetQuery = (name: PresetName) =>
  queryOptions({
    queryKey: catalogKeys.preset(name),
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/presets/{name}', { params: { path: { name } }, signal })),
    staleTime: Infinity,
  });

/** The event types to suggest from; a pattern may be typed that is not among them. */
export const eventTypesQuery = queryOptions({
  queryKey: catalogKeys.types,
  queryFn: ({ signal }) =>
    everyRow((query) => answerOf(api.GET('/api/v1/event-types', { params: { query }, signal }))),
  staleTime: 60_000,
});

export const eventTypeListQuery = infiniteQueryOptions({
  queryKey: catalogKeys.list,
  queryFn: ({ pageParam, signal }) =>
    answerOf(api.GET('/api/v1/event-types', { params: { query: { limit: 100, ...pageParam } }, signal })),
  initialPageParam: {},
  getNextPageParam: nextCursor,
});

/** An event type with its JSON as it was written: a number that is read into a program may lose digits. */
export interface EventTypeAsWritten {
  type: EventType;
  /** JSON; null if there is none. */
  exampleText: string | null;
  schemaText: string | null;
}

export const eventTypeQuery = (id: string) =>
  queryOptions({
    queryKey: catalogKeys.one(id),
    queryFn: async ({ signal }): Promise<EventTypeAsWritten> => {
      const params = { path: { id } };
      const text = await answerOf(api.GET('/api/v1/event-types/{id}', { params, parseAs: 'text', signal }));
      return {
        type: JSON.parse(text) as EventType,
        exampleText: given(memberText(text, 'example')),
        schemaText: given(memberText(text, 'schema')),
      };
    },
  });

function given(text: string | null): string | null {
  return text === 'null' ? null : text;
}

/** What is said about an event type. */
export interface EventTypeDraft {
  name: string;
  description: string;
  /** JSON, stored as it is written; null for none. */
  exampleText: string | null;
  schemaText: string | null;
  schema_mode: SchemaMode | null;
}

/** Declares an event type, or changes the one with this id. */
export function useSaveEventType(id: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: EventTypeDraft) => {
      const said = objectText({
        ...(id === null && { name: JSON.stringify(draft.name) }),
        description: JSON.stringify(draft.description),
        example: draft.exampleText ?? 'null',
        schema: draft.schemaText ?? 'null',
        schema_mode: JSON.stringify(draft.schema_mode),
      });
      const bodySerializer = () => said;
      const type = { 'Content-Type': 'application/json' };
      if (id !== null) {
        const params = { path: { id } };
        return answerOf(
          api.PATCH('/api/v1/event-types/{id}', { params, body: {}, bodySerializer, headers: type }),
        );
      }
      const headers = { ...type, 'Idempotency-Key': idempotencyKey() };
      return answerOf(
        api.POST('/api/v1/event-types', { body: { name: draft.name }, bodySerializer, headers }),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: catalogKeys.types }),
  });
}

export function useDeleteEventType(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<void> => {
      await answerOf(api.DELETE('/api/v1/event-types/{id}', { params: { path: { id } } }));
    },
    onSuccess: async () => {
      client.removeQueries({ queryKey: catalogKeys.one(id) });
      await client.invalidateQueries({ queryKey: catalogKeys.list });
    },
  });
}

/** Declares all event types of a preset. What the tenant has declared itself stays. */
export function useImportCatalog() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: PresetName) =>
      answerOf(api.POST('/api/v1/presets/{name}/import', { params: { path: { name } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: catalogKeys.types }),
  });
}

/** Where the catalogue can be had as an OpenAPI document, by a link. */
export const CATALOG_EXPORT = '/api/v1/event-types/openapi.json';
