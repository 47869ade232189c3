/** One's own account: its name, its password, the links that were mailed for it, and where it is signed in. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { Acceptance, PasswordChange } from '~/api/shapes';
import { chooseTenant } from '~/api/tenant';
import { sessionKeys } from '~/services/session';

export const accountKeys = {
  sessions: ['account', 'sessions'] as const,
  offer: (token: string) => ['account', 'invitation', token] as const,
  reset: (token: string) => ['account', 'reset', token] as const,
};

/** Whose password a mailed link changes; refused when the link is used up or too old. */
export const passwordResetQuery = (token: string) =>
  queryOptions({
    queryKey: accountKeys.reset(token),
    queryFn: ({ signal }) =>
      answerOf(api.POST('/api/v1/password-resets/lookup', { body: { token }, signal })),
    staleTime: Infinity,
    gcTime: 0,
  });

export function useAskForPassword() {
  return useMutation({
    mutationFn: (email: string) => answerOf(api.POST('/api/v1/password-resets', { body: { email } })),
  });
}

export function useConfirmPassword() {
  return useMutation({
    mutationFn: (body: { token: string; password: string }) =>
      answerOf(api.POST('/api/v1/password-resets/confirm', { body })),
    gcTime: 0,
  });
}

/** What a mailed invitation offers. */
export const invitationOfferQuery = (token: string) =>
  queryOptions({
    queryKey: accountKeys.offer(token),
    queryFn: ({ signal }) => answerOf(api.POST('/api/v1/invitations/lookup', { body: { token }, signal })),
    staleTime: Infinity,
    gcTime: 0,
  });

export interface Joining {
  /** Of the tenant, which is looked at next. */
  tenantName: string;
  answer: Acceptance;
}

/** Joins, which signs in as well: what is left in the cache may be somebody else's. */
export function useAcceptInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ answer }: Joining) =>
      proving('/password', answerOf(api.POST('/api/v1/invitations/accept', { body: answer }))),
    onSuccess: ({ tenants }, { tenantName }) => {
      chooseTenant(tenants.find(({ name }) => name === tenantName)?.id ?? null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== accountKeys.sessions[0] });
    },
    gcTime: 0,
  });
}

export const sessionsQuery = queryOptions({
  queryKey: accountKeys.sessions,
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/sessions', { signal }))).data,
});

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: accountKeys.sessions }),
  });
}

export function useEndOtherSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/sessions')),
    onSuccess: () => client.invalidateQueries({ queryKey: accountKeys.sessions }),
  });
}

/** Calls the person by another name, wherever they are shown. */
export function useRename() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => answerOf(api.PATCH('/api/v1/session', { body: { name } })),
    onSuccess: async (session) => {
      client.setQueryData(sessionKeys.present, session);
      // Members and the owners of hooks have names, too.
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKeys.present[0] });
    },
  });
}

/** Changes the password, which signs out everywhere else. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: PasswordChange) => {
      // Renews the session if need be: after that a 401 speaks of the password alone.
      await answerOf(api.GET('/api/v1/session'));
      await proving('/current_password', answerOf(api.POST('/api/v1/session/password', { body })));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: accountKeys.sessions }),
    gcTime: 0,
  });
}

/** Leaves the present tenant for good. */
export function useLeaveTenant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/membership')),
    onSuccess: () => {
      chooseTenant(null);
      client.clear();
    },
  });
}

/** Says of a wrong password that it is wrong, at its field; as a 401 it would say that the session is over. */
async function proving<T>(pointer: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
    const errors = [{ pointer, detail: 'This is not the password of the account' }];
    throw new ApiProblem(422, { title: 'Wrong password', errors });
  }
}
