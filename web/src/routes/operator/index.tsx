import { createFileRoute } from '@tanstack/react-router';

import { TenantsPage } from '~/pages/operator/TenantsPage';

export const Route = createFileRoute('/operator/')({ component: TenantsPage });
