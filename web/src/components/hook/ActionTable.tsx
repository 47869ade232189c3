/** The actions of a hook: which events it gets, of which app and SKU. */
import type { ReactNode } from 'react';

import type { Action, EventType } from '~/api/shapes';
import { IconButton } from '~/components/base/IconButton';
import { PencilIcon, TrashIcon } from '~/components/base/icons';
import { Rows, type Column } from '~/components/base/Rows';
import { When } from '~/components/base/When';
import classes from '~/components/hook/ActionTable.module.css';
import { filterLine } from '~/words/filter';
import { takesWords } from '~/words/pattern';

export interface ActionTableProps {
  actions: Action[];
  eventTypes: EventType[];
  /** Null for those who may not change the hook. */
  onEdit: ((action: Action) => void) | null;
  onRemove: ((action: Action) => void) | null;
  empty: ReactNode;
}

export function ActionTable({ actions, eventTypes, onEdit, onRemove, empty }: ActionTableProps) {
  const names = eventTypes.map(({ name }) => name);
  const columns: Column<Action>[] = [
    {
      head: 'Events',
      phone: 'title',
      cell: ({ event_type, filter }) => (
        <div className={classes.events}>
          <code>{event_type}</code>
          <span>{takesWords(event_type, names)}</span>
          {filter != null && <span dir="ltr">Only if {filterLine(filter)}</span>}
        </div>
      ),
    },
    { head: 'App and SKU', width: '30%', phone: 'note', cell: about },
    {
      head: 'Since',
      width: '8rem',
      align: 'end',
      phone: 'hide',
      cell: ({ created_at }) => <When at={created_at} />,
    },
  ];
  if (onEdit !== null && onRemove !== null) {
    columns.push({
      head: 'Change',
      width: '6rem',
      align: 'end',
      phone: 'mark',
      cell: (action) => (
        <span className={classes.buttons}>
          <IconButton
            label={`Change ${action.event_type}`}
            onClick={() => {
              onEdit(action);
            }}
          >
            <PencilIcon />
          </IconButton>
          <IconButton
            label={`Remove ${action.event_type}`}
            onClick={() => {
              onRemove(action);
            }}
          >
            <TrashIcon />
          </IconButton>
        </span>
      ),
    });
  }
  const listing = {
    rows: actions,
    failure: null,
    onRetry: () => undefined,
    onMore: null,
    isLoadingMore: false,
  };
  return <Rows columns={columns} empty={empty} label="Actions" listing={listing} />;
}

function about({ app, sku }: Action): ReactNode {
  if (app == null) return <span className={classes.any}>Any, or none</span>;
  return (
    <span>
      <bdi>{app}</bdi>
      {sku != null && (
        <>
          {' / '}
          <bdi>{sku}</bdi>
        </>
      )}
    </span>
  );
}
