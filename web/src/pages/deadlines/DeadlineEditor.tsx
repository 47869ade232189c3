/** The form of a deadline, joined to what saves it. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import type { Deadline, NewDeadline } from '~/api/shapes';
import { DeadlineForm } from '~/components/deadline/DeadlineForm';
import { sortErrors } from '~/pages/field-errors';
import { eventTypesQuery } from '~/services/catalog';
import { useSaveDeadline } from '~/services/deadlines';

export interface DeadlineEditorProps {
  /** What is changed; null to make one. */
  deadline: Deadline | null;
  onSaved: (deadline: Deadline) => void;
}

const NOTHING: NewDeadline = { name: '', when: '', unless: '', key: '', within_ms: 3_600_000, emit: '' };

export function DeadlineEditor({ deadline, onSaved }: DeadlineEditorProps) {
  const eventTypes = useQuery(eventTypesQuery).data ?? [];
  const save = useSaveDeadline(deadline?.id ?? null);
  const { failure, fieldErrors } = useMemo(() => sortErrors(save.error, fieldOf), [save.error]);
  return (
    <DeadlineForm
      eventTypes={eventTypes}
      failure={failure}
      fieldErrors={fieldErrors}
      initialValues={deadline === null ? NOTHING : valuesOf(deadline)}
      isPending={save.isPending}
      onSubmit={(values) => {
        save.mutate(values, { onSuccess: onSaved });
      }}
      submit={deadline === null ? 'Make the deadline' : 'Save'}
    />
  );
}

function valuesOf({ name, when, unless, key, within_ms, emit }: Deadline): NewDeadline {
  return { name, when, unless, key, within_ms, emit };
}

function fieldOf(pointer: string): keyof NewDeadline | null {
  const name = pointer.slice(1);
  return name in NOTHING ? (name as keyof NewDeadline) : null;
}
