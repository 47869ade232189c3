import { createFileRoute } from '@tanstack/react-router';

import { EventPage } from '~/pages/events/EventPage';
import { eventQuery } from '~/services/events';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/events/$eventId')({
  loader: ({ context, params }) => {
    inAdvance(context.queryClient.query(eventQuery(params.eventId)));
  },
  component: OneEvent,
});

function OneEvent() {
  const { eventId } = Route.useParams();
  return <EventPage eventId={eventId} key={eventId} />;
}
