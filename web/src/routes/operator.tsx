import { createFileRoute } from '@tanstack/react-router';

import { ErrorPage } from '~/pages/ErrorPage';
import { OperatorLayout } from '~/pages/operator/OperatorLayout';
import { operatorQuery } from '~/services/operator';

/** Everything that is the operator's. */
export const Route = createFileRoute('/operator')({
  beforeLoad: async ({ context }) => {
    await context.queryClient.query({ ...operatorQuery, staleTime: 'static' });
  },
  component: OperatorLayout,
  errorComponent: ErrorPage,
});
