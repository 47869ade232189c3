import { createFileRoute } from '@tanstack/react-router';

import { SetupPage } from '~/pages/account/SetupPage';

export const Route = createFileRoute('/setup')({
  validateSearch: ({ token }): { token?: string } => (typeof token === 'string' ? { token } : {}),
  component: Setup,
});

function Setup() {
  const { token } = Route.useSearch();
  const navigate = Route.useNavigate();
  return <SetupPage onDone={() => void navigate({ to: '/hooks' })} token={token ?? null} />;
}
