/** Posting an event by hand, from the example of its type or after the model of another event. */
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { ChevronLeftIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { EventComposer, type EventValues } from '~/components/event/EventComposer';
import { sortErrors } from '~/pages/field-errors';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { eventTypeQuery, eventTypesQuery } from '~/services/catalog';
import { eventQuery, usePostEvent, type EventAsPosted, type EventDraft } from '~/services/events';
import { readable } from '~/words/json';
import { counted } from '~/words/time';

export interface NewEventPageProps {
  /** The event type to begin with. */
  type: string | null;
  /** The id of the event that this one is to be like. */
  like: string | null;
  onPosted: (eventId: string) => void;
  onCancel: () => void;
}

export function NewEventPage({ type, like, ...rest }: NewEventPageProps) {
  usePageTitle('Post an event');
  const model = useQuery({ ...eventQuery(like ?? ''), enabled: like !== null });
  const eventTypes = useQuery(eventTypesQuery);
  if (like !== null) {
    return (
      <OneThing query={model}>
        {(posted) => <Composer initialValues={valuesLike(posted)} {...rest} />}
      </OneThing>
    );
  }
  // The example of a given type stands in the form from the start, so its list has to be there.
  return (
    <OneThing query={eventTypes}>{() => <Composer initialValues={valuesOf(type)} {...rest} />}</OneThing>
  );
}

interface ComposerProps extends Pick<NewEventPageProps, 'onPosted' | 'onCancel'> {
  initialValues: EventValues;
}

function Composer({ initialValues, onPosted, onCancel }: ComposerProps) {
  const eventTypes = useQuery(eventTypesQuery).data ?? [];
  const [type, setType] = useState(initialValues.type);
  const known = eventTypes.find(({ name }) => name === type)?.id ?? null;
  const written = useQuery({ ...eventTypeQuery(known ?? ''), enabled: known !== null });
  const example = known === null ? null : (written.data?.exampleText ?? null);
  const post = usePostEvent();
  const { failure, fieldErrors } = useMemo(() => sortErrors(post.error, fieldOf), [post.error]);
  return (
    <>
      <PageHeader
        below="It goes to every hook that takes it, exactly like one that your system posts."
        parent={
          <TextLink to="/events">
            <ChevronLeftIcon size={14} /> Events
          </TextLink>
        }
        title="Post an event"
      />
      <EventComposer
        eventTypes={eventTypes}
        example={example === null ? null : readable(example)}
        failure={failure}
        fieldErrors={fieldErrors}
        initialValues={initialValues}
        isPending={post.isPending}
        onCancel={onCancel}
        onPost={(values) => {
          post.mutate(draftOf(values), {
            onSuccess: ({ id, matched }) => {
              notifications.show({ message: `Accepted, for ${counted(matched, 'hook')}.` });
              onPosted(id);
            },
          });
        }}
        onType={setType}
      />
    </>
  );
}

function valuesOf(type: string | null): EventValues {
  return {
    type: type ?? '',
    data: '{\n  \n}',
    app: '',
    sku: '',
    subjects: [],
    isTest: true,
    deliverAt: '',
  };
}

function valuesLike({ event, dataText }: EventAsPosted): EventValues {
  const { type, app, sku, subjects, test_mode } = event;
  const values = { ...valuesOf(type), subjects, app: app ?? '', sku: sku ?? '', isTest: test_mode };
  return { ...values, data: readable(dataText) };
}

function draftOf({ type, data, app, sku, subjects, isTest, deliverAt }: EventValues): EventDraft {
  return {
    type: type.trim(),
    dataText: data,
    app: app.trim() || null,
    sku: sku.trim() || null,
    subjects,
    test_mode: isTest,
    deliver_at: deliverAt === '' ? null : new Date(deliverAt).toISOString(),
  };
}

function fieldOf(pointer: string): keyof EventValues | null {
  const [, first] = pointer.split('/');
  if (first === 'type' || first === 'data' || first === 'app' || first === 'sku' || first === 'subjects')
    return first;
  return first === 'deliver_at' ? 'deliverAt' : null;
}
