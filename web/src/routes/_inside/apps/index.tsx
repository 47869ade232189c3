import { createFileRoute } from '@tanstack/react-router';

import { AppsPage } from '~/pages/apps/AppsPage';
import { appsQuery } from '~/services/apps';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/apps/')({
  loader: ({ context }) => {
    inAdvance(context.queryClient.infiniteQuery(appsQuery));
  },
  component: Apps,
});

function Apps() {
  const navigate = Route.useNavigate();
  return <AppsPage onMade={(appId) => void navigate({ to: '/apps/$appId', params: { appId } })} />;
}
