import { createFileRoute } from '@tanstack/react-router';

import { EventTypePage } from '~/pages/event-types/EventTypePage';
import { eventTypeQuery } from '~/services/catalog';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/event-types/$eventTypeId')({
  loader: ({ context, params }) => {
    inAdvance(context.queryClient.query(eventTypeQuery(params.eventTypeId)));
  },
  component: OneEventType,
});

function OneEventType() {
  const { eventTypeId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <EventTypePage
      eventTypeId={eventTypeId}
      key={eventTypeId}
      onDeleted={() => void navigate({ to: '/event-types' })}
    />
  );
}
