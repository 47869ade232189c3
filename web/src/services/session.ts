/** Who is signed in, and how that begins and ends. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { Session, Membership, NewSetup, SignIn } from '~/api/shapes';
import { chosenTenant, chooseTenant } from '~/api/tenant';

export const sessionKeys = { present: ['session'] as const, setup: ['setup'] as const };

/** The present session, or null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: sessionKeys.present,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await answerOf(api.GET('/api/v1/session', { signal }));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Whether this installation still waits for its first account. */
export const setupQuery = queryOptions({
  queryKey: sessionKeys.setup,
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/setup', { signal })),
  staleTime: Infinity,
});

/** The tenant that requests are for: the chosen one while the user still belongs to it, else the first. */
export function presentTenant(session: Session): Membership | null {
  return session.tenants.find((tenant) => tenant.id === chosenTenant()) ?? session.tenants[0] ?? null;
}

/** Makes the choice of a tenant definite, so that a user of several is never asked "which one?" by the API. */
export function settleTenant(session: Session): void {
  chooseTenant(session.tenants.length > 1 ? (presentTenant(session)?.id ?? null) : null);
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => answerOf(api.POST('/api/v1/session', { body })),
    // What is left in the cache may be somebody else's.
    onSuccess: () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKeys.setup[0] });
    },
  });
}

export function useSetup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewSetup) => answerOf(api.POST('/api/v1/setup', { body })),
    onSuccess: () => {
      client.setQueryData(sessionKeys.setup, { needed: false });
      return client.resetQueries({ queryKey: sessionKeys.present });
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/session')),
    onSuccess: () => {
      client.clear();
      client.setQueryData(sessionKeys.present, null);
    },
  });
}
