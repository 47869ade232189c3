import { createFileRoute } from '@tanstack/react-router';

import { NewHookPage } from '~/pages/hooks/NewHookPage';
import { eventTypesQuery, presetsQuery } from '~/services/catalog';
import { hookQuery } from '~/services/hooks';
import { inAdvance } from '~/services/in-advance';

interface NewHookSearch {
  /** The id of the hook that is duplicated. */
  from?: string;
}

export const Route = createFileRoute('/_inside/hooks/new')({
  validateSearch: ({ from }): NewHookSearch => (typeof from === 'string' ? { from } : {}),
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps: { from } }) => {
    if (from !== undefined) inAdvance(queryClient.query(hookQuery(from)));
    inAdvance(queryClient.query(presetsQuery));
    inAdvance(queryClient.query(eventTypesQuery));
  },
  component: NewHook,
});

function NewHook() {
  const navigate = Route.useNavigate();
  const { from } = Route.useSearch();
  return (
    <NewHookPage
      from={from ?? null}
      key={from}
      onCancel={() => void navigate({ to: '/hooks', ignoreBlocker: true })}
      onCreated={(hookId) => void navigate({ to: '/hooks/$hookId', params: { hookId }, ignoreBlocker: true })}
    />
  );
}
