/** The hook whose frame is already there: its parts need not ask whether it exists. */
import { useSuspenseQuery } from '@tanstack/react-query';

import type { Hook } from '~/api/shapes';
import { hookQuery } from '~/services/hooks';

export function useHook(hookId: string): Hook {
  return useSuspenseQuery(hookQuery(hookId)).data;
}
