/** The audit log: who did what to what, when, from where, and what became different. */
import type { ReactNode } from 'react';

import type { AuditEntry } from '~/api/shapes';
import classes from '~/components/audit/AuditTable.module.css';
import { ChangeList } from '~/components/audit/ChangeList';
import { RowLink } from '~/components/base/RowLink';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { When } from '~/components/base/When';
import { operationWords, placeOf } from '~/words/audit';

const columns: Column<AuditEntry>[] = [
  {
    head: 'What',
    phone: 'title',
    width: '45%',
    cell: (entry) => (
      <div className={classes.what}>
        <span>
          <b>{operationWords(entry.operation)}</b> <Subject entry={entry} />
        </span>
        <ChangeList entry={entry} />
      </div>
    ),
  },
  { head: 'Who', phone: 'note', cell: ({ actor }) => <Actor actor={actor} /> },
  {
    head: 'From',
    width: '11rem',
    phone: 'hide',
    cell: ({ actor }) => (actor.address == null ? '–' : <code>{actor.address}</code>),
  },
  {
    head: 'When',
    width: '8rem',
    align: 'end',
    phone: 'time',
    cell: ({ created_at }) => <When at={created_at} />,
  },
];

export function AuditTable({ listing, empty }: { listing: Listing<AuditEntry>; empty: ReactNode }) {
  return <Rows columns={columns} empty={empty} label="Audit log" listing={listing} />;
}

function Subject({ entry }: { entry: AuditEntry }) {
  const place = placeOf(entry);
  const name = <bdi>{entry.subject.name}</bdi>;
  return place === null ? name : <RowLink to={place}>{name}</RowLink>;
}

/** A press narrows the log to what they did. */
function Actor({ actor }: { actor: AuditEntry['actor'] }) {
  return (
    <div className={classes.who}>
      {actor.id == null ? (
        <bdi>{actor.name}</bdi>
      ) : (
        <RowLink title="What else they did" to={`/audit?actor=${encodeURIComponent(actor.id)}`}>
          <bdi>{actor.name}</bdi>
        </RowLink>
      )}
      {actor.kind === 'token' && <span className={classes.kind}>Token</span>}
    </div>
  );
}
