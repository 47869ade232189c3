/** The SKUs of an app, and how many actions are about each. */
import type { ReactNode } from 'react';

import type { Sku } from '~/api/shapes';
import { IconButton } from '~/components/base/IconButton';
import { PencilIcon, TrashIcon } from '~/components/base/icons';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { When } from '~/components/base/When';
import { count } from '~/words/time';

export interface SkuTableProps {
  listing: Listing<Sku>;
  /** How many actions name a SKU, by its key. */
  actions: ReadonlyMap<string, number>;
  empty: ReactNode;
  /** Null for those who may not change SKUs. */
  change: { onRename: (sku: Sku) => void; onDelete: (sku: Sku) => void } | null;
}

export function SkuTable({ listing, actions, empty, change }: SkuTableProps) {
  const columns: Column<Sku>[] = [
    { head: 'SKU', phone: 'title', cell: ({ name }) => <bdi>{name}</bdi> },
    { head: 'Key', width: '30%', phone: 'note', cell: ({ key }) => <code>{key}</code> },
    { head: 'Actions', width: '6rem', align: 'end', cell: ({ key }) => count(actions.get(key) ?? 0) },
    {
      head: 'Since',
      width: '9rem',
      align: 'end',
      phone: 'time',
      cell: ({ created_at }) => <When at={created_at} />,
    },
  ];
  if (change !== null) {
    columns.push({
      head: 'Change',
      width: '6rem',
      align: 'end',
      phone: 'mark',
      cell: (sku) => (
        <>
          <IconButton
            label={`Rename ${sku.name}`}
            onClick={() => {
              change.onRename(sku);
            }}
          >
            <PencilIcon />
          </IconButton>
          <IconButton
            label={`Delete ${sku.name}`}
            onClick={() => {
              change.onDelete(sku);
            }}
          >
            <TrashIcon />
          </IconButton>
        </>
      ),
    });
  }
  return <Rows columns={columns} empty={empty} label="SKUs" listing={listing} />;
}
