import { createFileRoute } from '@tanstack/react-router';

import { NewDeadlinePage } from '~/pages/deadlines/NewDeadlinePage';

export const Route = createFileRoute('/_inside/deadlines/new')({ component: NewDeadline });

function NewDeadline() {
  const navigate = Route.useNavigate();
  return (
    <NewDeadlinePage
      onMade={(deadlineId) => void navigate({ to: '/deadlines/$deadlineId', params: { deadlineId } })}
    />
  );
}
