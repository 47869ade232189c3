/** Links of the operator: they open the console of one tenant, without an account. */
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';
import type { Session } from '~/api/shapes';
import { chooseTenant } from '~/api/tenant';
import { sessionKeys } from '~/services/session';

/** Remembered by the tab: when its session has ended, there is no account to sign in to. */
const KEY = 'billhook-portal';

/** Whether a link opened this tab's console. */
export function cameByLink(): boolean {
  return sessionStorage.getItem(KEY) !== null;
}

export function rememberHowItCame(session: Session): void {
  if (session.portal) sessionStorage.setItem(KEY, '1');
  else sessionStorage.removeItem(KEY);
}

/** Opens a link, which uses it up. What is left in the cache may be somebody else's. */
export function useOpenPortal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => answerOf(api.POST('/api/v1/session/portal', { body: { token } })),
    onSuccess: (session) => {
      chooseTenant(null);
      client.clear();
      client.setQueryData(sessionKeys.present, session);
      rememberHowItCame(session);
    },
    gcTime: 0,
  });
}
