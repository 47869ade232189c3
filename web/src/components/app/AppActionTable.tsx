/** Which hooks get what of an app: one row for each action that names it. */
import type { ReactNode } from 'react';

import { IconButton } from '~/components/base/IconButton';
import { TrashIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import type { BoundAction } from '~/words/app';
import { filterLine } from '~/words/filter';
import { hookStates } from '~/words/hook';

export interface AppActionTableProps {
  listing: Listing<BoundAction>;
  empty: ReactNode;
  /** Null for those who may not change hooks. */
  onRemove: ((bound: BoundAction) => void) | null;
}

const columns: Column<BoundAction>[] = [
  {
    head: 'Hook',
    phone: 'title',
    cell: ({ hook }) => (
      <TextLink params={{ hookId: hook.id }} to="/hooks/$hookId">
        <bdi>{hook.name}</bdi>
      </TextLink>
    ),
  },
  {
    head: 'Events',
    width: '30%',
    phone: 'line',
    cell: ({ action }) => (
      <>
        <code>{action.event_type}</code>
        {action.filter != null && <div dir="ltr">Only if {filterLine(action.filter)}</div>}
      </>
    ),
  },
  {
    head: 'Of SKU',
    width: '22%',
    phone: 'note',
    cell: ({ action }) => (action.sku == null ? 'Any, or none' : <code>{action.sku}</code>),
  },
  {
    head: 'State',
    width: '8rem',
    phone: 'mark',
    cell: ({ hook }) => <StateMark said={hookStates[hook.state]} />,
  },
];

export function AppActionTable({ listing, empty, onRemove }: AppActionTableProps) {
  const removal: Column<BoundAction>[] =
    onRemove === null
      ? []
      : [
          {
            head: 'Remove',
            width: '5rem',
            align: 'end',
            phone: 'time',
            cell: (bound) => (
              <IconButton
                label={`Remove ${bound.action.event_type} from ${bound.hook.name}`}
                onClick={() => {
                  onRemove(bound);
                }}
              >
                <TrashIcon />
              </IconButton>
            ),
          },
        ];
  return (
    <Rows columns={[...columns, ...removal]} empty={empty} label="Hooks of this app" listing={listing} />
  );
}
