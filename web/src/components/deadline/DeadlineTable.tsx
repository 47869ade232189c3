/** A list of deadlines, each as the sentence that it is. */
import type { ReactNode } from 'react';

import type { Deadline } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { duration } from '~/words/time';

const columns: Column<Deadline>[] = [
  {
    head: 'Name',
    phone: 'title',
    width: '24%',
    cell: ({ id, name }) => (
      <TextLink params={{ deadlineId: id }} to="/deadlines/$deadlineId">
        <bdi>{name}</bdi>
      </TextLink>
    ),
  },
  { head: 'When', cell: ({ when }) => <code>{when}</code> },
  { head: 'Unless', cell: ({ unless }) => <code>{unless}</code> },
  { head: 'Within', width: '7rem', cell: ({ within_ms }) => duration(within_ms) },
  { head: 'Emits', cell: ({ emit }) => <code>{emit}</code> },
];

export function DeadlineTable({ listing, empty }: { listing: Listing<Deadline>; empty: ReactNode }) {
  return <Rows columns={columns} empty={empty} label="Deadlines" listing={listing} />;
}
