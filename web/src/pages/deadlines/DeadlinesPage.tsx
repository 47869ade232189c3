/** All deadlines of the tenant. */
import { useInfiniteQuery } from '@tanstack/react-query';

import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { ButtonLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { DeadlineTable } from '~/components/deadline/DeadlineTable';
import { listingOf } from '~/pages/listing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { deadlinesQuery } from '~/services/deadlines';

export function DeadlinesPage() {
  usePageTitle('Deadlines');
  const listing = listingOf(useInfiniteQuery(deadlinesQuery));
  const create = useMay()('catalog.edit') && (
    <ButtonLink leftSection={<PlusIcon />} to="/deadlines/new">
      New deadline
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        actions={listing.rows?.length === 0 ? undefined : create}
        below="Events that come because another one did not."
        title="Deadlines"
      />
      <TableFrame>
        <DeadlineTable
          empty={
            <Emptiness action={create} title="No deadlines yet">
              A deadline posts an event when something was begun and not finished in time: when{' '}
              <code>flow.started</code>, unless <code>flow.completed</code> within an hour, emit{' '}
              <code>flow.abandoned</code>.
            </Emptiness>
          }
          listing={listing}
        />
      </TableFrame>
    </>
  );
}
