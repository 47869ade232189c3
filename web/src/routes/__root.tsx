import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';

import { DoorStep } from '~/components/account/DoorStep';
import { ErrorPage } from '~/pages/ErrorPage';
import { NotFoundPage } from '~/pages/NotFoundPage';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: (props) => (
    <DoorStep title="Billhook">
      <ErrorPage {...props} />
    </DoorStep>
  ),
  notFoundComponent: NotFoundPage,
});
