/** One event type: what it is, its example and its schema, to be read or changed. */
import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { messageOf } from '~/api/problem';
import { Confirmation } from '~/components/base/Confirmation';
import { ChevronLeftIcon, TrashIcon } from '~/components/base/icons';
import { ButtonLink, TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { Panel } from '~/components/base/Panel';
import { StateMark } from '~/components/base/StateMark';
import { EventTypeForm, type EventTypeValues } from '~/components/event-type/EventTypeForm';
import { BodyText } from '~/components/http/BodyText';
import { draftOf, fieldOf } from '~/pages/event-types/draft';
import { sortErrors } from '~/pages/field-errors';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import {
  eventTypeQuery,
  useDeleteEventType,
  useSaveEventType,
  type EventTypeAsWritten,
} from '~/services/catalog';
import { declaredSaid } from '~/words/catalog';
import { readable } from '~/words/json';

export interface EventTypePageProps {
  eventTypeId: string;
  onDeleted: () => void;
}

export function EventTypePage({ eventTypeId, onDeleted }: EventTypePageProps) {
  const written = useQuery(eventTypeQuery(eventTypeId));
  usePageTitle(`Event type ${written.data?.type.name ?? ''}`.trim());
  return (
    <OneThing query={written}>
      {(written) => <OneEventType onDeleted={onDeleted} written={written} />}
    </OneThing>
  );
}

interface OneEventTypeProps {
  written: EventTypeAsWritten;
  onDeleted: () => void;
}

function OneEventType({ written, onDeleted }: OneEventTypeProps) {
  const { type } = written;
  const may = useMay();
  return (
    <>
      <PageHeader
        actions={
          <>
            {may('events.publish') && (
              <ButtonLink search={{ type: type.name }} to="/events/new" variant="default">
                Post one
              </ButtonLink>
            )}
            {may('catalog.edit') && <Deleting name={type.name} onDeleted={onDeleted} typeId={type.id} />}
          </>
        }
        below={
          <TextLink search={{ event_type: type.name }} to="/events">
            Events of this type
          </TextLink>
        }
        mark={<StateMark look="pill" said={declaredSaid(type.declared)} />}
        parent={
          <TextLink to="/event-types">
            <ChevronLeftIcon size={14} /> Event types
          </TextLink>
        }
        title={type.name}
      />
      {may('catalog.edit') ? <Edit written={written} /> : <Read written={written} />}
    </>
  );
}

function Edit({ written: { type, exampleText, schemaText } }: Pick<OneEventTypeProps, 'written'>) {
  const save = useSaveEventType(type.id);
  const { failure, fieldErrors } = useMemo(() => sortErrors(save.error, fieldOf), [save.error]);
  const initialValues: EventTypeValues = {
    name: type.name,
    description: type.description,
    example: exampleText === null ? '' : readable(exampleText),
    schema: schemaText === null ? '' : readable(schemaText),
    mode: type.schema_mode ?? null,
  };
  return (
    <EventTypeForm
      failure={failure}
      fieldErrors={fieldErrors}
      initialValues={initialValues}
      isNew={false}
      isPending={save.isPending}
      onSubmit={(values) => {
        save.mutate(draftOf(values), {
          onSuccess: () => {
            notifications.show({ message: 'Saved. It holds from the next event on.' });
          },
        });
      }}
      submit={type.declared ? 'Save' : 'Declare it'}
    />
  );
}

/** For those who may not change the catalogue. */
function Read({ written: { type, exampleText, schemaText } }: Pick<OneEventTypeProps, 'written'>) {
  return (
    <Stack gap="md">
      <Panel title="What it is">
        <Text c={type.description === '' ? 'dimmed' : undefined}>
          {type.description || 'Nobody has described it yet.'}
        </Text>
      </Panel>
      {exampleText !== null && (
        <Panel title="Example">
          <BodyText body={exampleText} label="Example" />
        </Panel>
      )}
      {schemaText !== null && (
        <Panel title="Schema">
          <BodyText body={schemaText} label="Schema" />
        </Panel>
      )}
    </Stack>
  );
}

interface DeletingProps {
  typeId: string;
  name: string;
  onDeleted: () => void;
}

function Deleting({ typeId, name, onDeleted }: DeletingProps) {
  const [isAsking, asking] = useDisclosure(false);
  const remove = useDeleteEventType(typeId);
  return (
    <>
      <Button color="red" leftSection={<TrashIcon />} onClick={asking.open} variant="default">
        Delete
      </Button>
      <Confirmation
        confirm="Delete"
        failure={remove.error === null ? null : messageOf(remove.error)}
        isPending={remove.isPending}
        onClose={asking.close}
        onConfirm={() => {
          remove.mutate(undefined, { onSuccess: onDeleted });
        }}
        opened={isAsking}
        title="Delete this event type?"
        tone="danger"
      >
        <Text>
          <code>{name}</code> leaves the catalogue with its example and schema. Its events stay, hooks go on
          taking it, and the next event of it brings the name back.
        </Text>
      </Confirmation>
    </>
  );
}
