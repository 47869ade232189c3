import { createFileRoute } from '@tanstack/react-router';

import { HookPage } from '~/pages/hooks/HookPage';
import { hookQuery } from '~/services/hooks';
import { inAdvance } from '~/services/in-advance';

/** What the parts of one hook's page have in common: its head, its buttons, its test. */
export const Route = createFileRoute('/_inside/hooks/$hookId/_parts')({
  loader: ({ context: { queryClient }, params: { hookId } }) => {
    inAdvance(queryClient.query(hookQuery(hookId)));
  },
  component: OneHook,
});

function OneHook() {
  const { hookId } = Route.useParams();
  const navigate = Route.useNavigate();
  // The key starts a new page for another hook: no test's result is carried over.
  return <HookPage hookId={hookId} key={hookId} onDeleted={() => void navigate({ to: '/hooks' })} />;
}
