import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';

import { DoorStep } from '~/components/account/DoorStep';
import { ErrorPage } from '~/pages/ErrorPage';
import { NotFoundPage } from '~/pages/NotFoundPage';
import { brand } from '~/theme/brand';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: (props) => (
    <DoorStep title={brand.name}>
      <ErrorPage {...props} />
    </DoorStep>
  ),
  notFoundComponent: NotFoundPage,
});
