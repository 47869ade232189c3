import { createFileRoute } from '@tanstack/react-router';

import { PortalPage } from '~/pages/account/PortalPage';

export const Route = createFileRoute('/portal')({
  validateSearch: ({ token }): { token?: string } => (typeof token === 'string' ? { token } : {}),
  component: Portal,
});

function Portal() {
  const { token } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <PortalPage
      // In place of the link, which is used up: it stands neither in the address nor in the history.
      onOpened={() => void navigate({ to: '/hooks', replace: true })}
      token={token ?? null}
    />
  );
}
