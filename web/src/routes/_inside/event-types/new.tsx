import { createFileRoute } from '@tanstack/react-router';

import { NewEventTypePage } from '~/pages/event-types/NewEventTypePage';

export const Route = createFileRoute('/_inside/event-types/new')({ component: NewEventType });

function NewEventType() {
  const navigate = Route.useNavigate();
  return (
    <NewEventTypePage
      onDeclared={(eventTypeId) =>
        void navigate({ to: '/event-types/$eventTypeId', params: { eventTypeId } })
      }
    />
  );
}
