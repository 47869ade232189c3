import { createFileRoute } from '@tanstack/react-router';

import { AuditPage } from '~/pages/audit/AuditPage';
import { readAuditFilter, type AuditFilter } from '~/services/audit';

export const Route = createFileRoute('/_inside/audit/')({
  validateSearch: (search): AuditFilter => readAuditFilter(search),
  component: Audit,
});

function Audit() {
  const navigate = Route.useNavigate();
  return <AuditPage filter={Route.useSearch()} onFilter={(search) => void navigate({ search })} />;
}
