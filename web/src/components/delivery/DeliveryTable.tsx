/** A list of deliveries: what was sent, what came of it, how often it was tried, when. */
import type { ReactNode } from 'react';

import type { Delivery } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import { When } from '~/components/base/When';
import classes from '~/components/delivery/DeliveryTable.module.css';
import { deliveryKinds, deliveryStates, outcomeWords, whyThere } from '~/words/delivery';

export interface DeliveryTableProps {
  listing: Listing<Delivery>;
  /** The names of hooks as far as they are known; left out where every row is of one hook. */
  hookNames?: ReadonlyMap<string, string>;
  empty: ReactNode;
}

const state: Column<Delivery> = {
  head: 'State',
  width: '7.5rem',
  cell: (delivery) => <StateMark said={deliveryStates[delivery.state]} why={whyThere(delivery)} />,
};

const event: Column<Delivery> = {
  head: 'Event',
  phone: 'title',
  cell: (delivery) => (
    <span className={classes.event}>
      <TextLink className={classes.link} params={{ deliveryId: delivery.id }} to="/deliveries/$deliveryId">
        {delivery.event_type}
      </TextLink>
      {delivery.kind !== 'event' && <span className={classes.kind}>{deliveryKinds[delivery.kind]}</span>}
    </span>
  ),
};

/** The last answer, or why there was none. */
const outcome: Column<Delivery> = {
  head: 'Outcome',
  width: '15rem',
  cell: (delivery) =>
    delivery.last_attempt === null ? (whyThere(delivery) ?? '–') : outcomeWords(delivery.last_attempt),
};

const attempts: Column<Delivery> = {
  head: 'Attempts',
  width: '6rem',
  align: 'end',
  cell: (delivery) => delivery.attempts,
};

const created: Column<Delivery> = {
  head: 'Created',
  width: '9rem',
  align: 'end',
  cell: (delivery) => <When at={delivery.created_at} />,
};

export function DeliveryTable({ listing, hookNames, empty }: DeliveryTableProps) {
  const columns = [event, state, ...(hookNames ? [hookColumn(hookNames)] : []), outcome, attempts, created];
  return <Rows columns={columns} empty={empty} label="Deliveries" listing={listing} />;
}

function hookColumn(names: ReadonlyMap<string, string>): Column<Delivery> {
  return {
    head: 'Hook',
    width: '22%',
    cell: ({ hook_id }) => (
      <TextLink
        className={classes.hook}
        params={{ hookId: hook_id }}
        title={names.get(hook_id)}
        to="/hooks/$hookId"
      >
        <bdi>{names.get(hook_id) ?? hook_id}</bdi>
      </TextLink>
    ),
  };
}
