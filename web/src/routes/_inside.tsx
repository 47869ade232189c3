import { createFileRoute, redirect } from '@tanstack/react-router';

import { ErrorPage } from '~/pages/ErrorPage';
import { InsideLayout } from '~/pages/InsideLayout';
import { NotFoundPage } from '~/pages/NotFoundPage';
import { cameByLink, rememberHowItCame } from '~/services/portal';
import { sessionQuery, settleTenant } from '~/services/session';

/** Everything behind the sign-in. */
export const Route = createFileRoute('/_inside')({
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
    if (session === null && cameByLink()) throw redirect({ to: '/portal' });
    if (session === null) {
      throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } });
    }
    settleTenant(session);
    rememberHowItCame(session);
  },
  component: InsideLayout,
  errorComponent: ErrorPage,
  notFoundComponent: NotFoundPage,
});
