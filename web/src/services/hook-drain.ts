/** Resuming a hook at a chosen rate. */
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';
import { deliveryKeys } from '~/services/delivery-keys';
import { useHookChanged } from '~/services/hooks';

/** Resumes a paused hook, or gives one that drains another rate; null: as fast as its own rate allows. */
export function useDrainHook(id: string) {
  const changed = useHookChanged();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rate_per_s: number | null) =>
      answerOf(api.POST('/api/v1/hooks/{id}/resume', { params: { path: { id } }, body: { rate_per_s } })),
    onSuccess: async (hook) => {
      await changed(hook);
      await client.invalidateQueries({ queryKey: deliveryKeys.lists });
    },
  });
}
