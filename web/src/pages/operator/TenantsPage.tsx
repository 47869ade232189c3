/** All tenants of the installation. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery } from '@tanstack/react-query';

import { detailOf } from '~/api/problem';
import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { NewTenantDialog } from '~/components/operator/NewTenantDialog';
import { TenantTable } from '~/components/operator/TenantTable';
import { listingOf } from '~/pages/listing';
import { usePageTitle } from '~/pages/use-page-title';
import { tenantsQuery, useCreateTenant } from '~/services/operator';

export function TenantsPage() {
  usePageTitle('Tenants');
  const listing = listingOf(useInfiniteQuery(tenantsQuery));
  const [isMaking, making] = useDisclosure(false);
  const create = useCreateTenant();
  const close = () => {
    making.close();
    create.reset();
  };
  return (
    <>
      <PageHeader
        actions={
          <Button leftSection={<PlusIcon />} onClick={making.open}>
            New tenant
          </Button>
        }
        below="How each fares, and nothing of what it has."
        title="Tenants"
      />
      <TableFrame>
        <TenantTable
          empty={<Emptiness title="No tenants yet">Make one for each of your customers.</Emptiness>}
          listing={listing}
        />
      </TableFrame>
      <NewTenantDialog
        failure={create.error === null ? null : detailOf(create.error)}
        isPending={create.isPending}
        key={isMaking ? 'open' : 'closed'}
        onClose={close}
        onCreate={(tenant) => {
          create.mutate(tenant, {
            onSuccess: ({ name }) => {
              notifications.show({ message: `“${name}” is there.` });
              close();
            },
          });
        }}
        opened={isMaking}
      />
    </>
  );
}
