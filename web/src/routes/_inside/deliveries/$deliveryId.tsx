import { createFileRoute } from '@tanstack/react-router';

import { DeliveryPage } from '~/pages/deliveries/DeliveryPage';
import { deliveryQuery } from '~/services/deliveries';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/deliveries/$deliveryId')({
  loader: ({ context, params }) => {
    inAdvance(context.queryClient.query(deliveryQuery(params.deliveryId)));
  },
  component: OneDelivery,
});

function OneDelivery() {
  const { deliveryId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <DeliveryPage
      deliveryId={deliveryId}
      key={deliveryId}
      onReplayed={(replayed) => void navigate({ params: { deliveryId: replayed } })}
    />
  );
}
