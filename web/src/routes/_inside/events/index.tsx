import { createFileRoute } from '@tanstack/react-router';

import { EventsPage } from '~/pages/events/EventsPage';
import { eventsQuery, type EventFilter } from '~/services/events';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/events/')({
  validateSearch: ({ event_type, held }): EventFilter => ({
    ...(typeof event_type === 'string' && event_type !== '' && { event_type }),
    ...(held === true && { held }),
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    inAdvance(context.queryClient.infiniteQuery(eventsQuery(deps)));
  },
  component: Events,
});

function Events() {
  const navigate = Route.useNavigate();
  return <EventsPage filter={Route.useSearch()} onFilter={(search) => void navigate({ search })} />;
}
