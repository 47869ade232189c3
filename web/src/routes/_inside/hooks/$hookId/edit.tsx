import { createFileRoute } from '@tanstack/react-router';

import { EditHookPage } from '~/pages/hooks/EditHookPage';
import { presetsQuery } from '~/services/catalog';
import { hookQuery } from '~/services/hooks';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/hooks/$hookId/edit')({
  loader: ({ context: { queryClient }, params: { hookId } }) => {
    inAdvance(queryClient.query(hookQuery(hookId)));
    inAdvance(queryClient.query(presetsQuery));
  },
  component: EditHook,
});

function EditHook() {
  const { hookId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <EditHookPage
      hookId={hookId}
      onDone={() => void navigate({ to: '/hooks/$hookId', params: { hookId }, ignoreBlocker: true })}
    />
  );
}
