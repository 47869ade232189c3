/** The audit log: who did what, and from where. */
import { infiniteQueryOptions, useMutation } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';
import type { ActorKind } from '~/api/shapes';
import { nextCursor } from '~/services/paging';
import { whileOnFirstPage } from '~/services/polling';
import { actorKinds } from '~/words/audit';

/** What the log can be narrowed by. */
export interface AuditFilter {
  actor?: string | undefined;
  actor_kind?: ActorKind | undefined;
  operation?: string | undefined;
  subject?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

export const auditKeys = { list: (filter: AuditFilter) => ['audit', 'list', filter] as const };

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: auditKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/audit', { params: { query: { ...filter, limit: 50, ...pageParam } }, signal }),
      ),
    initialPageParam: {},
    getNextPageParam: nextCursor,
    refetchInterval: whileOnFirstPage,
  });

/** As the log can be taken away. */
export type AuditFormat = 'csv' | 'jsonl';

/** Fetches everything that the filter lets through. Not a link, which could not say whose log it is. */
export function useExportAudit(filter: AuditFilter) {
  return useMutation({
    mutationFn: (format: AuditFormat): Promise<Blob> =>
      answerOf(
        api.GET('/api/v1/audit/export', { params: { query: { ...filter, format } }, parseAs: 'blob' }),
      ),
    gcTime: 0,
  });
}

const TEXTS = ['actor', 'operation', 'subject', 'since', 'until'] as const;

/** Reads a filter from a URL: what is not understood is left out, so that an old link still opens. */
export function readAuditFilter(search: Record<string, unknown>): AuditFilter {
  const filter: AuditFilter = {};
  const { actor_kind } = search;
  if (typeof actor_kind === 'string' && actor_kind in actorKinds) filter.actor_kind = actor_kind as ActorKind;
  for (const name of TEXTS) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') filter[name] = value;
  }
  return filter;
}
