/** What is sold in an app. */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { App, Sku } from '~/api/shapes';
import { SkuTable } from '~/components/app/SkuTable';
import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { Panel } from '~/components/base/Panel';
import { KeyedDeletion } from '~/pages/apps/KeyedDeletion';
import { KeyedEditor } from '~/pages/apps/KeyedEditor';
import { listingOf } from '~/pages/listing';
import { skusQuery } from '~/services/apps';
import { countBySku, type BoundAction } from '~/words/app';

export interface AppSkusProps {
  app: App;
  bound: BoundAction[];
  mayEdit: boolean;
}

export function AppSkus({ app, bound, mayEdit }: AppSkusProps) {
  const listing = listingOf(useInfiniteQuery(skusQuery(app.id)));
  const [edited, setEdited] = useState<Sku | 'new' | null>(null);
  const [leaving, setLeaving] = useState<Sku | null>(null);
  const make = mayEdit && (
    <Button
      leftSection={<PlusIcon size={14} />}
      onClick={() => {
        setEdited('new');
      }}
      size="xs"
      variant="default"
    >
      New SKU
    </Button>
  );
  const isEmpty = listing.rows?.length === 0;
  return (
    <>
      <Panel aside={!isEmpty && make} body="flush" title="SKUs">
        <SkuTable
          actions={countBySku(bound)}
          change={mayEdit ? { onRename: setEdited, onDelete: setLeaving } : null}
          empty={
            <Emptiness action={make} title="No SKUs yet">
              An item that is sold in this app. One joins by itself when an event names it.
            </Emptiness>
          }
          listing={listing}
        />
      </Panel>
      <KeyedEditor
        appId={app.id}
        onClose={() => {
          setEdited(null);
        }}
        subject={edited}
      />
      <KeyedDeletion
        kind="sku"
        onClose={() => {
          setLeaving(null);
        }}
        subject={leaving}
      />
    </>
  );
}
