import { createFileRoute } from '@tanstack/react-router';

import { DeadlinePage } from '~/pages/deadlines/DeadlinePage';
import { deadlineQuery } from '~/services/deadlines';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/deadlines/$deadlineId')({
  loader: ({ context, params }) => {
    inAdvance(context.queryClient.query(deadlineQuery(params.deadlineId)));
  },
  component: OneDeadline,
});

function OneDeadline() {
  const { deadlineId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <DeadlinePage
      deadlineId={deadlineId}
      key={deadlineId}
      onDeleted={() => void navigate({ to: '/deadlines' })}
    />
  );
}
