import { createFileRoute } from '@tanstack/react-router';

import { HookActions } from '~/pages/hooks/HookActions';
import { eventTypesQuery } from '~/services/catalog';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/hooks/$hookId/_parts/actions')({
  loader: ({ context: { queryClient } }) => {
    inAdvance(queryClient.query(eventTypesQuery));
  },
  component: Actions,
});

function Actions() {
  return <HookActions hookId={Route.useParams().hookId} />;
}
