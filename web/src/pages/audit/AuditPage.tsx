/** The audit log of the tenant, narrowed as the URL says. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import { AuditFilters } from '~/components/audit/AuditFilters';
import { AuditTable } from '~/components/audit/AuditTable';
import { Emptiness } from '~/components/base/Emptiness';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { listingOf } from '~/pages/listing';
import { saveFile } from '~/pages/save-file';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { auditQuery, useExportAudit, type AuditFilter, type AuditFormat } from '~/services/audit';

export interface AuditPageProps {
  filter: AuditFilter;
  onFilter: (filter: AuditFilter) => void;
}

export function AuditPage(props: AuditPageProps) {
  usePageTitle('Audit log');
  if (useMay()('audit.view')) return <AuditLog {...props} />;
  return (
    <>
      <PageHeader title="Audit log" />
      <Emptiness title="Not for you to see">
        Who did what is shown to those with the permission to view the audit log. A member who edits members
        can grant it.
      </Emptiness>
    </>
  );
}

function AuditLog({ filter, onFilter }: AuditPageProps) {
  const listing = listingOf(useInfiniteQuery(auditQuery(filter)));
  const isNarrowed = Object.values(filter).some((part) => part !== undefined);
  return (
    <>
      <PageHeader
        actions={<Exports filter={filter} />}
        below="Who did what, from where, and what became different. Nothing in it can be changed."
        title="Audit log"
      />
      <AuditFilters onChange={onFilter} value={filter} />
      <TableFrame>
        <AuditTable
          empty={
            <Emptiness title={isNarrowed ? 'Nothing matches' : 'Nothing was done yet'}>
              {isNarrowed
                ? 'No entry is like this. Clear a filter to see more.'
                : 'Every change leaves an entry.'}
            </Emptiness>
          }
          listing={listing}
        />
      </TableFrame>
    </>
  );
}

const formats: [AuditFormat, string][] = [
  ['csv', 'Export CSV'],
  ['jsonl', 'Export JSON lines'],
];

function Exports({ filter }: { filter: AuditFilter }) {
  const exporting = useExportAudit(filter);
  return formats.map(([format, label]) => (
    <Button
      key={format}
      loading={exporting.isPending && exporting.variables === format}
      onClick={() => {
        exporting.mutate(format, {
          onSuccess: (log) => {
            saveFile(log, `audit.${format}`);
          },
          onError: (error) => {
            notifications.show({ color: 'red', message: messageOf(error) });
          },
        });
      }}
      variant="default"
    >
      {label}
    </Button>
  ));
}
