/** A list of tokens: what each is for, what it is worth at most, and when it was last of use. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

import type { Token } from '~/api/shapes';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import classes from '~/components/token/TokenTable.module.css';
import { When } from '~/components/base/When';
import { grantsLine, permissionsLine } from '~/words/permission';

export interface TokenTableProps {
  listing: Listing<Token>;
  empty: ReactNode;
  onRevoke: (token: Token) => void;
}

export function TokenTable({ listing, empty, onRevoke }: TokenTableProps) {
  const columns: Column<Token>[] = [
    {
      head: 'Name',
      phone: 'title',
      cell: (token) => <bdi className={classes.name}>{token.name}</bdi>,
    },
    { head: 'Begins with', width: '10rem', phone: 'hide', cell: (token) => <code>{token.prefix}…</code> },
    {
      head: 'May do',
      width: '10rem',
      cell: (token) => (token.permissions == null ? 'As its member' : permissionsLine(token.permissions)),
    },
    {
      head: 'Events',
      width: '12rem',
      cell: (token) => (token.grants == null ? 'As its member' : grantsLine(token.grants)),
    },
    { head: 'Last used', width: '9rem', cell: (token) => <When at={token.last_used_at} never="Never" /> },
    { head: 'Expires', width: '9rem', cell: (token) => <When at={token.expires_at} never="Never" /> },
    {
      head: 'Revoke',
      width: '6rem',
      align: 'end',
      phone: 'mark',
      cell: (token) => (
        <Button
          aria-label={`Revoke ${token.name}`}
          onClick={() => {
            onRevoke(token);
          }}
          size="compact-xs"
          variant="default"
        >
          Revoke
        </Button>
      ),
    },
  ];
  return <Rows columns={columns} empty={empty} label="Tokens" listing={listing} />;
}
