/** The tenant's settings. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';
import type { SettingsPatch } from '~/api/shapes';
import { sessionKeys } from '~/services/session';

export const settingsQuery = queryOptions({
  queryKey: ['settings'] as const,
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/settings', { signal })),
});

export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SettingsPatch) => answerOf(api.PATCH('/api/v1/settings', { body })),
    onSuccess: async (settings) => {
      client.setQueryData(settingsQuery.queryKey, settings);
      // The session carries the tenant's name and preset.
      await client.invalidateQueries({ queryKey: sessionKeys.present });
    },
  });
}
