/** The tenants of the installation: their state, their load, and how their hooks are doing. */
import type { ReactNode } from 'react';

import type { TenantInList } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import { count } from '~/words/time';
import { lastHour, tenantHealth, tenantState, waitingWords } from '~/words/tenant';

export interface TenantTableProps {
  listing: Listing<TenantInList>;
  empty: ReactNode;
}

const columns: Column<TenantInList>[] = [
  {
    head: 'Tenant',
    phone: 'title',
    cell: ({ id, name }) => (
      <TextLink params={{ tenantId: id }} to="/operator/tenants/$tenantId">
        <bdi>{name}</bdi>
      </TextLink>
    ),
  },
  { head: 'Key', width: '10rem', cell: ({ key }) => (key == null ? '–' : <code>{key}</code>) },
  {
    head: 'State',
    width: '9rem',
    phone: 'mark',
    cell: ({ state }) => <StateMark said={tenantState(state)} />,
  },
  { head: 'Hooks', width: '11rem', cell: ({ load }) => <StateMark said={tenantHealth(load)} /> },
  {
    head: 'Active',
    width: '5rem',
    align: 'end',
    phone: 'hide',
    cell: ({ load }) => count(load.active_hooks),
  },
  { head: 'Waiting', width: '8rem', align: 'end', cell: ({ load }) => waitingWords(load) },
  { head: 'Last hour', width: '9rem', align: 'end', cell: ({ load }) => lastHour(load) },
];

export function TenantTable({ listing, empty }: TenantTableProps) {
  return <Rows columns={columns} empty={empty} label="Tenants" listing={listing} />;
}
