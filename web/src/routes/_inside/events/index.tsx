import { createFileRoute } from '@tanstack/react-router';

import { EventsPage } from '~/pages/events/EventsPage';
import { eventsQuery, type EventFilter } from '~/services/events';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/events/')({
  validateSearch: ({ type }): EventFilter => (typeof type === 'string' && type !== '' ? { type } : {}),
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
