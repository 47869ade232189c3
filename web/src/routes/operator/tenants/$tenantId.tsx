import { createFileRoute } from '@tanstack/react-router';

import { TenantPage } from '~/pages/operator/TenantPage';

export const Route = createFileRoute('/operator/tenants/$tenantId')({ component: Tenant });

function Tenant() {
  const { tenantId } = Route.useParams();
  return <TenantPage tenantId={tenantId} />;
}
