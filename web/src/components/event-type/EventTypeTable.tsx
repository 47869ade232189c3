/** The catalogue: each event type, what it is, and what is known of its data. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

import type { EventType } from '~/api/shapes';
import { RowLink } from '~/components/base/RowLink';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import classes from '~/components/delivery/DeliveryTable.module.css';
import { declaredSaid, schemaModes } from '~/words/catalog';

const columns: Column<EventType>[] = [
  {
    head: 'Event type',
    phone: 'title',
    width: '30%',
    cell: ({ id, name }) => (
      <RowLink className={classes.code} to={`/event-types/${id}`}>
        {name}
      </RowLink>
    ),
  },
  {
    head: 'Description',
    phone: 'line',
    cell: ({ description }) => (
      <Text c="dimmed" lineClamp={2}>
        {description || '–'}
      </Text>
    ),
  },
  { head: 'Example', width: '6rem', phone: 'hide', cell: ({ example }) => (example == null ? '–' : 'Yes') },
  {
    head: 'Schema',
    width: '8rem',
    phone: 'hide',
    cell: ({ schema, schema_mode }) =>
      schema == null ? '–' : schema_mode == null ? 'Yes' : schemaModes[schema_mode].label,
  },
  {
    head: 'State',
    width: '8rem',
    phone: 'mark',
    cell: ({ declared }) => <StateMark said={declaredSaid(declared)} />,
  },
];

export function EventTypeTable({ listing, empty }: { listing: Listing<EventType>; empty: ReactNode }) {
  return <Rows columns={columns} empty={empty} label="Event types" listing={listing} />;
}
