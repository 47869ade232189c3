/** Declaring an event type. */
import { useMemo } from 'react';

import { ChevronLeftIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { EventTypeForm } from '~/components/event-type/EventTypeForm';
import { draftOf, fieldOf } from '~/pages/event-types/draft';
import { sortErrors } from '~/pages/field-errors';
import { usePageTitle } from '~/pages/use-page-title';
import { useSaveEventType } from '~/services/catalog';

export function NewEventTypePage({ onDeclared }: { onDeclared: (id: string) => void }) {
  usePageTitle('New event type');
  const declare = useSaveEventType(null);
  const { failure, fieldErrors } = useMemo(() => sortErrors(declare.error, fieldOf), [declare.error]);
  return (
    <>
      <PageHeader
        parent={
          <TextLink to="/event-types">
            <ChevronLeftIcon size={14} /> Event types
          </TextLink>
        }
        title="New event type"
      />
      <EventTypeForm
        failure={failure}
        fieldErrors={fieldErrors}
        initialValues={{ name: '', description: '', example: '', schema: '', mode: null }}
        isNew
        isPending={declare.isPending}
        onSubmit={(values) => {
          declare.mutate(draftOf(values), {
            onSuccess: ({ id }) => {
              onDeclared(id);
            },
          });
        }}
        submit="Declare it"
      />
    </>
  );
}
