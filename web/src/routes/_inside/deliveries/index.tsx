import { createFileRoute } from '@tanstack/react-router';

import { DeliveriesPage } from '~/pages/deliveries/DeliveriesPage';
import { deliveriesQuery } from '~/services/deliveries';
import type { DeliveryFilter } from '~/services/delivery-keys';
import { readFilter } from '~/services/delivery-filter';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/deliveries/')({
  validateSearch: (search): DeliveryFilter => readFilter(search),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    inAdvance(context.queryClient.infiniteQuery(deliveriesQuery(deps)));
  },
  component: Deliveries,
});

function Deliveries() {
  const navigate = Route.useNavigate();
  return (
    <DeliveriesPage
      filter={Route.useSearch()}
      onFilter={(search) => void navigate({ search })}
      onReplayed={(replayId) => void navigate({ to: '/replays/$replayId', params: { replayId } })}
    />
  );
}
