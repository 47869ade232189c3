/** All apps of the tenant. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';

import { AppTable } from '~/components/app/AppTable';
import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { KeyedEditor } from '~/pages/apps/KeyedEditor';
import { listingOf } from '~/pages/listing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { appsQuery } from '~/services/apps';

export function AppsPage({ onMade }: { onMade: (appId: string) => void }) {
  usePageTitle('Apps');
  const listing = listingOf(useInfiniteQuery(appsQuery));
  const mayEdit = useMay()('apps.edit');
  const [isMaking, making] = useDisclosure(false);
  const make = mayEdit && (
    <Button leftSection={<PlusIcon />} onClick={making.open}>
      New app
    </Button>
  );
  return (
    <>
      <PageHeader
        actions={make}
        below="Your products, and what is sold inside them. A hook can get the events of one app or SKU alone."
        title="Apps"
      />
      <TableFrame>
        <AppTable
          empty={
            <Emptiness title="No apps yet">
              {mayEdit ? 'Make one, or post an event that names one' : 'They appear when an event names one'}:
              hooks can then be bound to it.
            </Emptiness>
          }
          listing={listing}
        />
      </TableFrame>
      <KeyedEditor appId={null} onClose={making.close} onMade={onMade} subject={isMaking ? 'new' : null} />
    </>
  );
}
