/** What an entry made different: each field as it was and as it is, folded away until somebody asks. */
import { VisuallyHidden } from '@mantine/core';
import { Fragment } from 'react';

import type { AuditEntry } from '~/api/shapes';
import classes from '~/components/audit/AuditTable.module.css';
import { changesOf, type Change } from '~/words/audit';
import { counted } from '~/words/time';

export function ChangeList({ entry }: { entry: AuditEntry }) {
  const changes = changesOf(entry);
  if (changes.length === 0) return null;
  return (
    <details className={classes.changes}>
      <summary>{counted(changes.length, 'field')}</summary>
      <dl className={classes.list} dir="ltr">
        {changes.map((change) => (
          <Fragment key={change.field}>
            <dt>{change.field}</dt>
            <dd>
              <Values {...change} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}

function Values({ before, after }: Change) {
  return (
    <>
      {before !== null && (
        <del>
          <VisuallyHidden>Before: </VisuallyHidden>
          {before}
        </del>
      )}
      {before !== null && after !== null && ' → '}
      {after !== null && (
        <ins>
          <VisuallyHidden>After: </VisuallyHidden>
          {after}
        </ins>
      )}
    </>
  );
}
