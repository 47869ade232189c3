import { createFileRoute, useRouter } from '@tanstack/react-router';

import { AccountPage } from '~/pages/account/AccountPage';
import { sessionsQuery } from '~/services/account';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/account')({
  loader: ({ context }) => {
    inAdvance(context.queryClient.query(sessionsQuery));
  },
  component: Account,
});

function Account() {
  const router = useRouter();
  // The session stays, its tenants do not: everything is asked for again on the way.
  return <AccountPage onLeft={() => void router.navigate({ to: '/' })} />;
}
