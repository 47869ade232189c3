/** The router and the query cache, joined: what the whole console shares. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';

import { ApiProblem, isRefusal } from '~/api/problem';
import { routeTree } from '~/routeTree.gen';
import { sessionKeys } from '~/services/session';

const MAX_RETRIES = 2;
/** Without a network a request fails and is told; waiting for one would show nothing, and save by itself much later. */
const ALWAYS = 'always';

/** Makes both; one pair for each console. */
export function createConsole() {
  const onError = (error: Error) => {
    // The session has ended and could not be renewed: the way in is the only page left.
    if (!(error instanceof ApiProblem) || error.status !== 401) return;
    if (queryClient.getQueryData(sessionKeys.present) == null) return;
    queryClient.setQueryData(sessionKeys.present, null);
    void router.invalidate();
  };
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (failures, error) => failures < MAX_RETRIES && !isRefusal(error),
        networkMode: ALWAYS,
        refetchOnReconnect: true,
      },
      mutations: { networkMode: ALWAYS },
    },
  });
  const router = createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    // The query cache knows what is fresh.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
  return { queryClient, router };
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsole>['router'];
  }
}
