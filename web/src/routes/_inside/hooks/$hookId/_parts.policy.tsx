import { createFileRoute } from '@tanstack/react-router';

import { HookPolicy } from '~/pages/hooks/HookPolicy';

export const Route = createFileRoute('/_inside/hooks/$hookId/_parts/policy')({ component: Policy });

function Policy() {
  return <HookPolicy hookId={Route.useParams().hookId} />;
}
