/** The hooks of a tenant that take nothing, and why. Where they send is the tenant's own. */
import type { ReactNode } from 'react';

import type { HookOfTenant } from '~/api/shapes';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { When } from '~/components/base/When';
import { whyNotSending } from '~/words/hook';
import { count } from '~/words/time';

export interface InactiveHookTableProps {
  listing: Listing<HookOfTenant>;
  empty: ReactNode;
}

const columns: Column<HookOfTenant>[] = [
  { head: 'Hook', phone: 'title', cell: ({ name }) => <bdi>{name}</bdi> },
  { head: 'Why', phone: 'line', cell: (hook) => whyNotSending(hook)?.why ?? '–' },
  { head: 'Since', width: '9rem', cell: ({ inactive_since }) => <When at={inactive_since} /> },
  {
    head: 'Last success',
    width: '9rem',
    cell: ({ last_success_at }) => <When at={last_success_at} never="Never" />,
  },
  {
    head: 'Failures',
    width: '6rem',
    align: 'end',
    cell: ({ consecutive_failures }) => count(consecutive_failures),
  },
];

export function InactiveHookTable({ listing, empty }: InactiveHookTableProps) {
  return <Rows columns={columns} empty={empty} label="Hooks that take nothing" listing={listing} />;
}
