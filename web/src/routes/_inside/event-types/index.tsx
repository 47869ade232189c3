import { createFileRoute } from '@tanstack/react-router';

import { EventTypesPage } from '~/pages/event-types/EventTypesPage';
import { eventTypeListQuery } from '~/services/catalog';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/event-types/')({
  loader: ({ context }) => {
    inAdvance(context.queryClient.infiniteQuery(eventTypeListQuery));
  },
  component: EventTypesPage,
});
