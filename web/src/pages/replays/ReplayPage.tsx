/** One replay, of many deliveries or events: how far it is, what came of it, what it takes, and stopping it. */
import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import type { Replay } from '~/api/shapes';
import { Columns } from '~/components/base/Columns';
import { Confirmation } from '~/components/base/Confirmation';
import { CopyText } from '~/components/base/CopyText';
import { Emptiness } from '~/components/base/Emptiness';
import { Facts } from '~/components/base/Facts';
import { ChevronLeftIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { Panel } from '~/components/base/Panel';
import { StateMark } from '~/components/base/StateMark';
import { useNow } from '~/components/base/use-now';
import { When } from '~/components/base/When';
import { DeliveryTable } from '~/components/delivery/DeliveryTable';
import { ReplayFilter } from '~/components/replay/ReplayFilter';
import { ReplayProgress } from '~/components/replay/ReplayProgress';
import { ReplayStanding } from '~/components/replay/ReplayStanding';
import { OneThing } from '~/pages/OneThing';
import { useHookNames } from '~/pages/use-hook-names';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { replayDeliveriesQuery } from '~/services/deliveries';
import { readFilter } from '~/services/delivery-filter';
import { replayQuery, useCancelReplay } from '~/services/replays';
import {
  filterParts,
  replayState,
  replayTitle,
  timeLeft,
  whatCancelling,
  whatIsNotCounted,
  whyPassedOver,
} from '~/words/replay';
import { count } from '~/words/time';

export function ReplayPage({ replayId }: { replayId: string }) {
  const replay = useQuery(replayQuery(replayId));
  usePageTitle(replay.data === undefined ? 'Replay' : replayTitle(replay.data));
  return <OneThing query={replay}>{(replay) => <OneReplay replay={replay} />}</OneThing>;
}

function OneReplay({ replay }: { replay: Replay }) {
  const left = timeLeft(replay, useNow());
  const hookNames = useHookNames(replay.filter.hook == null ? [] : [replay.filter.hook]);
  const maySee = useMay()('events.view');
  return (
    <>
      <PageHeader
        actions={replay.state === 'running' && <Cancelling replay={replay} />}
        below={<ReplayFilter parts={filterParts(replay.filter, hookNames, replay.over)} />}
        mark={<StateMark look="pill" said={replayState(replay)} wraps />}
        parent={
          <TextLink to="/replays">
            <ChevronLeftIcon size={14} /> Replays
          </TextLink>
        }
        title={replayTitle(replay)}
      />
      <Columns
        main={
          <>
            <Panel aside={left !== null && <Text size="sm">{left}</Text>} title="Progress">
              <ReplayProgress replay={replay} size="large" />
              {replay.passed_over > 0 && (
                <Text c="dimmed" mt="sm" size="sm">
                  {whyPassedOver[replay.over]}
                </Text>
              )}
            </Panel>
            {replay.made > 0 && replay.deliveries != null && (
              <Panel title="What came of it">
                <ReplayStanding maySee={maySee} replayId={replay.id} standing={replay.deliveries} />
                <NotCounted replay={replay} />
              </Panel>
            )}
            {replay.made > 0 && maySee && <Made replay={replay} />}
          </>
        }
        side={<About replay={replay} />}
      />
    </>
  );
}

function NotCounted({ replay }: { replay: Replay }) {
  const words = whatIsNotCounted(replay);
  return (
    words !== null && (
      <Text c="dimmed" mt="xs" size="sm">
        {words}
      </Text>
    )
  );
}

/** The latest deliveries that it made; the others are a link away. */
function Made({ replay }: { replay: Replay }) {
  const latest = useQuery(replayDeliveriesQuery(replay.id, replay.state === 'running'));
  const hookNames = useHookNames(latest.data?.map(({ hook_id }) => hook_id));
  return (
    <Panel
      aside={
        <TextLink search={{ replay: replay.id }} size="sm" to="/deliveries">
          All that it made
        </TextLink>
      }
      body="flush"
      title="Latest deliveries"
    >
      <DeliveryTable
        // Both would leave neither room beside the facts.
        by={replay.filter.hook == null ? 'hook' : 'event'}
        empty={
          <Emptiness title="No deliveries">
            What it made is no longer kept, or not known as its own.
          </Emptiness>
        }
        hookNames={hookNames}
        listing={{
          rows: latest.data,
          failure: latest.error === null ? null : messageOf(latest.error),
          onRetry: () => void latest.refetch(),
          onMore: null,
          isLoadingMore: false,
        }}
      />
    </Panel>
  );
}

function About({ replay }: { replay: Replay }) {
  return (
    <Panel title="About">
      <Facts
        facts={[
          { term: 'Takes', value: <Taken replay={replay} /> },
          {
            term: 'Speed',
            value: replay.rate_per_s == null ? 'As fast as it can' : `${count(replay.rate_per_s)} a second`,
          },
          { term: 'By', value: <bdi>{replay.created_by}</bdi> },
          { term: 'Begun', value: <When at={replay.created_at} /> },
          { term: 'Ended', value: <When at={replay.finished_at} never="Not yet" /> },
          { term: 'Id', value: <CopyText text={replay.id} what="replay id" /> },
        ]}
      />
    </Panel>
  );
}

/** What it takes, with a way there where a list shows no other things. */
function Taken({ replay: { over, filter } }: { replay: Replay }) {
  if (over === 'events') return 'Events that the hook never had and that its actions take';
  if (filter.missed_since != null) return 'What the hook missed';
  return (
    <TextLink search={readFilter({ ...filter })} to="/deliveries">
      What this filter shows on Deliveries
    </TextLink>
  );
}

function Cancelling({ replay }: { replay: Replay }) {
  const [isAsking, asking] = useDisclosure(false);
  const cancel = useCancelReplay();
  const rest = replay.total - replay.made - replay.passed_over;
  return (
    <>
      <Button onClick={asking.open} variant="default">
        Cancel the replay
      </Button>
      <Confirmation
        confirm="Cancel the replay"
        failure={cancel.error === null ? null : messageOf(cancel.error)}
        isPending={cancel.isPending}
        onClose={asking.close}
        onConfirm={() => {
          cancel.mutate(replay.id, { onSuccess: asking.close });
        }}
        opened={isAsking}
        title="Cancel this replay?"
        tone="danger"
      >
        <Text>{whatCancelling(replay.over, rest)}</Text>
      </Confirmation>
    </>
  );
}
