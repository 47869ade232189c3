import { createFileRoute } from '@tanstack/react-router';

import { NewEventPage } from '~/pages/events/NewEventPage';
import { eventTypesQuery } from '~/services/catalog';
import { inAdvance } from '~/services/in-advance';

interface NewEventSearch {
  /** The event type to begin with. */
  type?: string;
  /** The id of the event that this one is to be like. */
  like?: string;
}

export const Route = createFileRoute('/_inside/events/new')({
  validateSearch: ({ type, like }): NewEventSearch => ({
    ...(typeof type === 'string' && { type }),
    ...(typeof like === 'string' && { like }),
  }),
  loader: ({ context }) => {
    inAdvance(context.queryClient.query(eventTypesQuery));
  },
  component: NewEvent,
});

function NewEvent() {
  const { type, like } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <NewEventPage
      key={`${type ?? ''} ${like ?? ''}`}
      like={like ?? null}
      onCancel={() => void navigate({ to: '/events', search: {}, ignoreBlocker: true })}
      onPosted={(eventId) =>
        void navigate({ to: '/events/$eventId', params: { eventId }, ignoreBlocker: true })
      }
      type={type ?? null}
    />
  );
}
