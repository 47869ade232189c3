/** The apps of the tenant. */
import type { ReactNode } from 'react';

import type { App } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { When } from '~/components/base/When';

const columns: Column<App>[] = [
  {
    head: 'App',
    phone: 'title',
    cell: ({ id, name }) => (
      <TextLink params={{ appId: id }} to="/apps/$appId">
        <bdi>{name}</bdi>
      </TextLink>
    ),
  },
  { head: 'Key', width: '40%', phone: 'note', cell: ({ key }) => <code>{key}</code> },
  {
    head: 'Since',
    width: '10rem',
    align: 'end',
    phone: 'time',
    cell: ({ created_at }) => <When at={created_at} />,
  },
];

export function AppTable({ listing, empty }: { listing: Listing<App>; empty: ReactNode }) {
  return <Rows columns={columns} empty={empty} label="Apps" listing={listing} />;
}
