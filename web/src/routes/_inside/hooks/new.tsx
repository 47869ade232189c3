import { createFileRoute } from '@tanstack/react-router';

import { NewHookPage } from '~/pages/hooks/NewHookPage';
import { eventTypesQuery, presetsQuery } from '~/services/catalogue';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/hooks/new')({
  loader: ({ context: { queryClient } }) => {
    inAdvance(queryClient.query(presetsQuery));
    inAdvance(queryClient.query(eventTypesQuery));
  },
  component: NewHook,
});

function NewHook() {
  const navigate = Route.useNavigate();
  return (
    <NewHookPage
      onCancel={() => void navigate({ to: '/hooks' })}
      onCreated={(hookId) => void navigate({ to: '/hooks/$hookId', params: { hookId } })}
    />
  );
}
