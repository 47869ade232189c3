/** A list of deliveries: what was sent, what came of it, how often it was tried, when. */
import { useMemo, type ReactNode } from 'react';

import type { Delivery } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import { When } from '~/components/base/When';
import classes from '~/components/delivery/DeliveryTable.module.css';
import { deliveryKinds, deliveryStates, outcomeWords, whyThere } from '~/words/delivery';

export interface DeliveryTableProps {
  listing: Listing<Delivery>;
  /** What tells the rows apart: the events of one hook, the hooks of one event, or both. */
  by: 'event' | 'hook' | 'both';
  /** The names of hooks as far as they are known. */
  hookNames?: ReadonlyMap<string, string>;
  empty: ReactNode;
}

const state: Column<Delivery> = {
  head: 'State',
  width: '7.5rem',
  phone: 'mark',
  cell: (delivery) => <StateMark said={deliveryStates[delivery.state]} why={whyThere(delivery)} />,
};

/** The cell that leads to the delivery, with a word beside it when the delivery is no event's own. */
function leading(
  head: string,
  words: (delivery: Delivery) => ReactNode,
  className: string | undefined,
): Column<Delivery> {
  return {
    head,
    phone: 'title',
    cell: (delivery) => (
      <span className={classes.lead}>
        <TextLink className={className} params={{ deliveryId: delivery.id }} to="/deliveries/$deliveryId">
          {words(delivery)}
        </TextLink>
        {delivery.kind !== 'event' && <span className={classes.kind}>{deliveryKinds[delivery.kind]}</span>}
      </span>
    ),
  };
}

const event = leading('Event', (delivery) => delivery.event_type, classes.code);

/** The last response, or why there was none. */
const outcome: Column<Delivery> = {
  head: 'Outcome',
  width: '26%',
  phone: 'note',
  cell: (delivery) => {
    const words =
      delivery.last_attempt == null ? (whyThere(delivery) ?? '–') : outcomeWords(delivery.last_attempt);
    return (
      <span className={classes.outcome} title={words}>
        {words}
      </span>
    );
  },
};

const attempts: Column<Delivery> = {
  head: 'Attempts',
  width: '5.5rem',
  align: 'end',
  phone: 'hide',
  cell: (delivery) => delivery.attempts,
};

const created: Column<Delivery> = {
  head: 'Created',
  width: '7.5rem',
  align: 'end',
  phone: 'time',
  cell: (delivery) => <When at={delivery.created_at} />,
};

const NO_NAMES: ReadonlyMap<string, string> = new Map();

export function DeliveryTable({ listing, by, hookNames = NO_NAMES, empty }: DeliveryTableProps) {
  const columns = useMemo(() => columnsBy(by, hookNames), [by, hookNames]);
  return <Rows columns={columns} empty={empty} label="Deliveries" listing={listing} />;
}

function columnsBy(by: DeliveryTableProps['by'], names: ReadonlyMap<string, string>): Column<Delivery>[] {
  const subject = {
    event: [event, state],
    hook: [leading('Hook', (delivery) => <bdi>{nameOf(delivery, names)}</bdi>, classes.name), state],
    both: [event, state, hookColumn(names)],
  };
  return [...subject[by], outcome, attempts, created];
}

function hookColumn(names: ReadonlyMap<string, string>): Column<Delivery> {
  return {
    head: 'Hook',
    width: '22%',
    phone: 'line',
    cell: (delivery) => (
      <TextLink
        className={classes.hook}
        params={{ hookId: delivery.hook_id }}
        title={names.get(delivery.hook_id)}
        to="/hooks/$hookId"
      >
        <bdi>{nameOf(delivery, names)}</bdi>
      </TextLink>
    ),
  };
}

function nameOf({ hook_id }: Delivery, names: ReadonlyMap<string, string>): string {
  return names.get(hook_id) ?? hook_id;
}
