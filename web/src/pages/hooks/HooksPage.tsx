/** All hooks of the tenant. */
import { Code } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';

import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { ButtonLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { HookFilters } from '~/components/hook/HookFilters';
import { HookTable } from '~/components/hook/HookTable';
import { ManagedByApi, useMayHere } from '~/pages/hooks/management';
import { listingOf } from '~/pages/listing';
import { usePageTitle } from '~/pages/use-page-title';
import { hooksQuery, type HookFilter } from '~/services/hooks';

export interface HooksPageProps {
  filter: HookFilter;
  onFilter: (filter: HookFilter) => void;
}

export function HooksPage({ filter, onFilter }: HooksPageProps) {
  usePageTitle('Hooks');
  const listing = listingOf(useInfiniteQuery(hooksQuery(filter)));
  const isNarrowed = Object.values(filter).some((part) => part !== undefined);
  const isEmpty = listing.rows?.length === 0 && !isNarrowed;
  const mayCreate = useMayHere()('hooks.create');
  const create = mayCreate && (
    <ButtonLink leftSection={<PlusIcon />} to="/hooks/new">
      New hook
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        actions={isEmpty ? undefined : create}
        below="Where events go, and in which form."
        title="Hooks"
      />
      <ManagedByApi />
      {!isEmpty && <HookFilters onChange={onFilter} value={filter} />}
      <TableFrame>
        <HookTable
          empty={
            isNarrowed ? (
              <Emptiness title="Nothing matches">No hook is like this. Clear a filter to see more.</Emptiness>
            ) : (
              <Emptiness action={create} title="No hooks yet">
                A hook is a URL of yours that is called when something happens, such as{' '}
                <Code>invoice.paid</Code>.
                {mayCreate
                  ? ' Make one, press Test, and see the answer here.'
                  : ' Ask a member who may make hooks to add one.'}
              </Emptiness>
            )
          }
          listing={listing}
        />
      </TableFrame>
    </>
  );
}
