import { createFileRoute } from '@tanstack/react-router';

import { InvitationPage } from '~/pages/account/InvitationPage';

export const Route = createFileRoute('/invitation')({
  validateSearch: ({ token }): { token?: string } => (typeof token === 'string' ? { token } : {}),
  component: Invitation,
});

function Invitation() {
  const { token } = Route.useSearch();
  const navigate = Route.useNavigate();
  return <InvitationPage onJoined={() => void navigate({ to: '/hooks' })} token={token ?? null} />;
}
