/** A list of events: what happened, when, and how many hooks got it. */
import type { ReactNode } from 'react';

import type { EventSummary } from '~/api/shapes';
import { RowLink } from '~/components/base/RowLink';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { When } from '~/components/base/When';
import classes from '~/components/delivery/DeliveryTable.module.css';
import { count } from '~/words/time';

const columns: Column<EventSummary>[] = [
  {
    head: 'Event',
    phone: 'title',
    cell: (event) => (
      <RowLink className={classes.code} to={`/events/${event.id}`}>
        {event.type}
      </RowLink>
    ),
  },
  {
    head: 'Id',
    width: '18rem',
    phone: 'hide',
    cell: (event) => <code className={classes.id}>{event.id}</code>,
  },
  { head: 'Matched hooks', width: '8rem', align: 'end', cell: (event) => count(event.matched) },
  { head: 'Skipped hooks', width: '8rem', align: 'end', cell: (event) => count(event.skipped) },
  {
    head: 'Occurred',
    width: '9rem',
    align: 'end',
    phone: 'mark',
    cell: (event) => <When at={event.occurred_at} />,
  },
];

export function EventTable({ listing, empty }: { listing: Listing<EventSummary>; empty: ReactNode }) {
  return <Rows columns={columns} empty={empty} label="Events" listing={listing} />;
}
