import { createFileRoute } from '@tanstack/react-router';

import { NewPasswordPage } from '~/pages/account/NewPasswordPage';

export const Route = createFileRoute('/new-password')({
  validateSearch: ({ token }): { token?: string } => (typeof token === 'string' ? { token } : {}),
  component: NewPassword,
});

function NewPassword() {
  const { token } = Route.useSearch();
  return <NewPasswordPage token={token ?? null} />;
}
