import { createFileRoute } from '@tanstack/react-router';

import { HookOverview } from '~/pages/hooks/HookOverview';
import { hookDeliveriesQuery } from '~/services/deliveries';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/hooks/$hookId/_parts/')({
  loader: ({ context: { queryClient }, params: { hookId } }) => {
    inAdvance(queryClient.query(hookDeliveriesQuery(hookId)));
  },
  component: Overview,
});

function Overview() {
  return <HookOverview hookId={Route.useParams().hookId} />;
}
