/** A list of deliveries: what was sent, what came of it, how often it was tried, when. */
import { useMemo, type ReactNode } from 'react';

import type { Delivery, DeliveryKind } from '~/api/shapes';
import { Hint } from '~/components/base/Hint';
import { ReplayIcon, TestIcon, type IconProps } from '~/components/base/icons';
import { RowLink } from '~/components/base/RowLink';
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

/** A delivery with the name of its hook, or the hook's id while the name is not known. */
type Row = Delivery & { hookName: string };

/** The cell that leads to the delivery, with a sign beside it when the delivery is no event's own. */
function leading(
  head: string,
  { words, title }: { words: (delivery: Row) => ReactNode; title: (delivery: Row) => string },
  className: string | undefined,
): Column<Row> {
  return {
    head,
    phone: 'title',
    cell: (delivery) => (
      <span className={classes.lead}>
        <RowLink className={className} title={title(delivery)} to={`/deliveries/${delivery.id}`}>
          {words(delivery)}
        </RowLink>
        {delivery.kind !== 'event' && <Kind kind={delivery.kind} />}
      </span>
    ),
  };
}

const signs: Record<Exclude<DeliveryKind, 'event'>, (props: IconProps) => ReactNode> = {
  test: TestIcon,
  replay: ReplayIcon,
};

/** What made the delivery, told when it is pointed at: words would take the room of the event's. */
function Kind({ kind }: { kind: keyof typeof signs }) {
  const Sign = signs[kind];
  return (
    <Hint label={deliveryKinds[kind]}>
      <span aria-label={deliveryKinds[kind]} className={classes.kind} role="img">
        <Sign size={14} />
      </span>
    </Hint>
  );
}

const event = leading(
  'Event',
  { words: ({ event_type }) => event_type, title: ({ event_type }) => event_type },
  classes.code,
);

/** The last response, or why there was none. */
function outcome(width: string, className: string | undefined): Column<Delivery> {
  return {
    head: 'Outcome',
    width,
    phone: 'note',
    cell: (delivery) => {
      const words =
        delivery.last_attempt == null ? (whyThere(delivery) ?? '–') : outcomeWords(delivery.last_attempt);
      return (
        <span className={className} title={words}>
          {words}
        </span>
      );
    },
  };
}

/** In a short list beside other things: the longest answer fits into a line, a sentence into two. */
const outcomeBeside = outcome('29%', classes.sentence);

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

const hook: Column<Row> = {
  head: 'Hook',
  width: '22%',
  phone: 'line',
  cell: ({ hook_id, hookName }) => (
    <RowLink className={classes.hook} title={hookName} to={`/hooks/${hook_id}`}>
      <bdi>{hookName}</bdi>
    </RowLink>
  ),
};

const columns: Record<DeliveryTableProps['by'], Column<Row>[]> = {
  event: [event, state, outcomeBeside, attempts, created],
  hook: [
    leading(
      'Hook',
      { words: ({ hookName }) => <bdi>{hookName}</bdi>, title: ({ hookName }) => hookName },
      classes.name,
    ),
    state,
    outcomeBeside,
    attempts,
    created,
  ],
  both: [event, state, hook, outcome('26%', classes.outcome), attempts, created],
};

const NO_NAMES: ReadonlyMap<string, string> = new Map();

export function DeliveryTable({ listing, by, hookNames = NO_NAMES, empty }: DeliveryTableProps) {
  const { rows } = listing;
  const named = useMemo(
    () => rows?.map((delivery) => withName(delivery, hookNames.get(delivery.hook_id) ?? delivery.hook_id)),
    [rows, hookNames],
  );
  return (
    <Rows columns={columns[by]} empty={empty} label="Deliveries" listing={{ ...listing, rows: named }} />
  );
}

/** The row of each delivery: the same object as long as the name is the same, so that it is not drawn again. */
const known = new WeakMap<Delivery, Row>();

function withName(delivery: Delivery, hookName: string): Row {
  const before = known.get(delivery);
  if (before?.hookName === hookName) return before;
  const row = { ...delivery, hookName };
  known.set(delivery, row);
  return row;
}
