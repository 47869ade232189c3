import { createFileRoute } from '@tanstack/react-router';

import { AppPage } from '~/pages/apps/AppPage';
import { appQuery } from '~/services/apps';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/apps/$appId')({
  loader: ({ context, params }) => {
    inAdvance(context.queryClient.query(appQuery(params.appId)));
  },
  component: OneApp,
});

function OneApp() {
  const navigate = Route.useNavigate();
  const { appId } = Route.useParams();
  return <AppPage appId={appId} key={appId} onDeleted={() => void navigate({ to: '/apps' })} />;
}
