import { createFileRoute } from '@tanstack/react-router';

import { HooksPage } from '~/pages/hooks/HooksPage';
import { hooksQuery, readHookFilter, type HookFilter } from '~/services/hooks';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/hooks/')({
  validateSearch: (search): HookFilter => readHookFilter(search),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    inAdvance(context.queryClient.infiniteQuery(hooksQuery(deps)));
  },
  component: Hooks,
});

function Hooks() {
  const navigate = Route.useNavigate();
  // While a name is typed, the way back leads to the page before, not through every letter.
  return (
    <HooksPage filter={Route.useSearch()} onFilter={(search) => void navigate({ search, replace: true })} />
  );
}
