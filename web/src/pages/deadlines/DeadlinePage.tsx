/** One deadline: what it says, and what it has armed. */
import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import type { Deadline } from '~/api/shapes';
import { Confirmation } from '~/components/base/Confirmation';
import { Emptiness } from '~/components/base/Emptiness';
import { Facts } from '~/components/base/Facts';
import { ChevronLeftIcon, TrashIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { Panel } from '~/components/base/Panel';
import { TimerTable } from '~/components/deadline/TimerTable';
import { DeadlineEditor } from '~/pages/deadlines/DeadlineEditor';
import { listingOf } from '~/pages/listing';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { deadlineQuery, timersQuery, useDeleteDeadline, useDisarmTimer } from '~/services/deadlines';
import { duration } from '~/words/time';

export interface DeadlinePageProps {
  deadlineId: string;
  onDeleted: () => void;
}

export function DeadlinePage({ deadlineId, onDeleted }: DeadlinePageProps) {
  const deadline = useQuery(deadlineQuery(deadlineId));
  usePageTitle(deadline.data?.name ?? 'Deadline');
  return (
    <OneThing query={deadline}>
      {(deadline) => <OneDeadline deadline={deadline} onDeleted={onDeleted} />}
    </OneThing>
  );
}

function OneDeadline({ deadline, onDeleted }: { deadline: Deadline; onDeleted: () => void }) {
  const may = useMay();
  const mayEdit = may('catalog.edit');
  return (
    <>
      <PageHeader
        actions={mayEdit && <Deleting deadline={deadline} onDeleted={onDeleted} />}
        parent={
          <TextLink to="/deadlines">
            <ChevronLeftIcon size={14} /> Deadlines
          </TextLink>
        }
        title={deadline.name}
      />
      <Stack gap="md">
        {mayEdit ? (
          <DeadlineEditor
            deadline={deadline}
            onSaved={() => {
              notifications.show({ message: 'Saved. Timers that are armed keep their time.' });
            }}
          />
        ) : (
          <Saying deadline={deadline} />
        )}
        {may('events.view') && <Timers deadlineId={deadline.id} mayDisarm={mayEdit} />}
      </Stack>
    </>
  );
}

/** For those who may not change it. */
function Saying({ deadline: { when, unless, key, within_ms, emit } }: { deadline: Deadline }) {
  return (
    <Panel title="Deadline">
      <Facts
        facts={[
          { term: 'When', value: <code>{when}</code> },
          { term: 'Unless', value: <code>{unless}</code> },
          { term: 'With the same', value: <code>{key}</code> },
          { term: 'Within', value: duration(within_ms) },
          { term: 'Emit', value: <code>{emit}</code> },
        ]}
      />
    </Panel>
  );
}

function Timers({ deadlineId, mayDisarm }: { deadlineId: string; mayDisarm: boolean }) {
  const listing = listingOf(useInfiniteQuery(timersQuery(deadlineId)));
  const disarm = useDisarmTimer(deadlineId);
  return (
    <Panel body="flush" title="Armed now">
      <TimerTable
        disarming={disarm.isPending ? disarm.variables : null}
        empty={<Emptiness title="Nothing is armed">No event waits for its other half.</Emptiness>}
        listing={listing}
        onDisarm={
          mayDisarm
            ? ({ id }) => {
                disarm.mutate(id, {
                  onError: (error) => {
                    notifications.show({ color: 'red', message: messageOf(error) });
                  },
                });
              }
            : null
        }
      />
    </Panel>
  );
}

function Deleting({ deadline, onDeleted }: { deadline: Deadline; onDeleted: () => void }) {
  const [isAsking, asking] = useDisclosure(false);
  const remove = useDeleteDeadline(deadline.id);
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
        title="Delete this deadline?"
        tone="danger"
      >
        <Text>
          Nothing that it has armed will fire, and <code>{deadline.emit}</code> is no longer emitted.
        </Text>
      </Confirmation>
    </>
  );
}
