/** Hooks that did not get an event, and why not. */
import type { ReactNode } from 'react';

import type { EventMatch } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import { hookStates } from '~/words/hook';
import { whyNot } from '~/words/match';

type Row = EventMatch & { id: string };

const columns: Column<Row>[] = [
  {
    head: 'Hook',
    width: '30%',
    phone: 'title',
    cell: ({ hook_id, hook_name }) => (
      <TextLink params={{ hookId: hook_id }} to="/hooks/$hookId">
        <bdi>{hook_name}</bdi>
      </TextLink>
    ),
  },
  {
    head: 'State',
    width: '7rem',
    phone: 'mark',
    cell: ({ hook_state }) => <StateMark said={hookStates[hook_state]} />,
  },
  {
    head: 'Why not',
    phone: 'line',
    cell: (match) => whyNot(match).map((reason) => <div key={reason}>{reason}</div>),
  },
];

export function MatchTable({ listing, empty }: { listing: Listing<Row>; empty: ReactNode }) {
  return <Rows columns={columns} empty={empty} label="Hooks that did not get it" listing={listing} />;
}
