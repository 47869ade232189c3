/** How the console is called and looks for a tenant: read by everybody in it, set by some of them and by the operator. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';
import type { BrandingPatch } from '~/api/shapes';
import { operatorKeys } from '~/services/operator';

export const brandingQuery = queryOptions({
  queryKey: ['branding'] as const,
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/branding', { signal })),
  staleTime: Infinity,
});

export function useChangeBranding() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BrandingPatch) => answerOf(api.PATCH('/api/v1/branding', { body })),
    onSuccess: (branding) => {
      client.setQueryData(brandingQuery.queryKey, branding);
    },
  });
}

/** That of a tenant, as the operator sees it. */
export const tenantBrandingQuery = (id: string) =>
  queryOptions({
    queryKey: [...operatorKeys.tenant(id), 'branding'] as const,
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/tenants/{id}/branding', { params: { path: { id } }, signal })),
  });

export function useChangeTenantBranding(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BrandingPatch) =>
      answerOf(api.PATCH('/api/v1/tenants/{id}/branding', { params: { path: { id } }, body })),
    onSuccess: (branding) => {
      client.setQueryData(tenantBrandingQuery(id).queryKey, branding);
    },
  });
}
