/** All hooks of the tenant. */
import { Code } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';

import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { ButtonLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { HookTable } from '~/components/hook/HookTable';
import { ManagedByApi, useMayHere } from '~/pages/hooks/management';
import { listingOf } from '~/pages/listing';
import { usePageTitle } from '~/pages/use-page-title';
import { hooksQuery } from '~/services/hooks';

export function HooksPage() {
  usePageTitle('Hooks');
  const listing = listingOf(useInfiniteQuery(hooksQuery));
  const mayCreate = useMayHere()('hooks.create');
  const create = mayCreate && (
    <ButtonLink leftSection={<PlusIcon />} to="/hooks/new">
      New hook
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        actions={listing.rows?.length === 0 ? undefined : create}
        below="Where events go, and in which form."
        title="Hooks"
      />
      <ManagedByApi />
      <TableFrame>
        <HookTable
          empty={
            <Emptiness action={create} title="No hooks yet">
              A hook is a URL of yours that is called when something happens, such as{' '}
              <Code>invoice.paid</Code>.
              {mayCreate
                ? ' Make one, press Test, and see the answer here.'
                : ' Ask a member who may make hooks to add one.'}
            </Emptiness>
          }
          listing={listing}
        />
      </TableFrame>
    </>
  );
}
