/** The tenants of the installation: their state, their load, and how their hooks are doing. */
import type { ReactNode } from 'react';

import type { TenantInList } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import classes from '~/components/operator/TenantTable.module.css';
import { count } from '~/words/time';
import { tenantHealth, tenantState, waitingWords } from '~/words/tenant';

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
  {
    head: 'Key',
    width: '11rem',
    phone: 'note',
    cell: ({ key }) => (key == null ? <span className={classes.none}>No key</span> : <code>{key}</code>),
  },
  {
    head: 'State',
    width: '9rem',
    phone: 'mark',
    cell: ({ state }) => <StateMark said={tenantState(state)} />,
  },
  {
    head: 'Hooks',
    width: '11rem',
    phone: 'time',
    cell: ({ load }) => <StateMark said={tenantHealth(load)} />,
  },
  {
    head: 'Active',
    width: '5rem',
    align: 'end',
    phone: 'hide',
    cell: ({ load }) => <Amount words={count(load.active_hooks)} />,
  },
  { head: 'Waiting', width: '8rem', align: 'end', cell: ({ load }) => <Amount words={waitingWords(load)} /> },
  {
    head: 'Last hour',
    width: '10rem',
    align: 'end',
    cell: ({ load: { delivered_last_hour, failed_last_hour } }) => (
      <span>
        <Amount words={count(delivered_last_hour)} />
        {failed_last_hour > 0 && <span className={classes.failed}>{count(failed_last_hour)} failed</span>}
      </span>
    ),
  },
];

/** A figure; none at all stands back. */
function Amount({ words }: { words: string }) {
  return <span className={words === '0' ? classes.none : undefined}>{words}</span>;
}

export function TenantTable({ listing, empty }: TenantTableProps) {
  return <Rows columns={columns} empty={empty} label="Tenants" listing={listing} />;
}
