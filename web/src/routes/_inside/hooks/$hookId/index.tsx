import { createFileRoute } from '@tanstack/react-router';

import { HookPage } from '~/pages/hooks/HookPage';
import { deliveriesQuery } from '~/services/deliveries';
import { hookQuery } from '~/services/hooks';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/hooks/$hookId/')({
  loader: ({ context: { queryClient }, params: { hookId } }) => {
    inAdvance(queryClient.query(hookQuery(hookId)));
    inAdvance(queryClient.infiniteQuery(deliveriesQuery({ hook: hookId }, 10)));
  },
  component: OneHook,
});

function OneHook() {
  const { hookId } = Route.useParams();
  const navigate = Route.useNavigate();
  // The key starts a new page for another hook: no test's result is carried over.
  return <HookPage hookId={hookId} key={hookId} onDeleted={() => void navigate({ to: '/hooks' })} />;
}
