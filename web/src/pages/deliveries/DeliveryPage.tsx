/** One delivery: where it is and why, and every attempt with its exact request and answer. */
import { Button, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import type { Delivery } from '~/api/shapes';
import { Columns } from '~/components/base/Columns';
import { Emptiness } from '~/components/base/Emptiness';
import { Failure } from '~/components/base/Failure';
import { ChevronLeftIcon, ReplayIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { Panel } from '~/components/base/Panel';
import { StateMark } from '~/components/base/StateMark';
import { AttemptComparison } from '~/components/delivery/AttemptComparison';
import { AttemptList } from '~/components/delivery/AttemptList';
import { DeliverySummary } from '~/components/delivery/DeliverySummary';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { attemptsQuery, deliveryQuery, isFinished, useReplayDelivery } from '~/services/deliveries';
import { hookQuery } from '~/services/hooks';
import { deliveryStates, whyThere } from '~/words/delivery';

export interface DeliveryPageProps {
  deliveryId: string;
  /** Goes to the delivery that a replay made. */
  onReplayed: (deliveryId: string) => void;
}

export function DeliveryPage({ deliveryId, onReplayed }: DeliveryPageProps) {
  const delivery = useQuery(deliveryQuery(deliveryId));
  usePageTitle(delivery.data === undefined ? 'Delivery' : `Delivery of ${delivery.data.event_type}`);
  return (
    <OneThing query={delivery}>
      {(delivery) => <DeliveryView delivery={delivery} onReplayed={onReplayed} />}
    </OneThing>
  );
}

function DeliveryView({ delivery, onReplayed }: { delivery: Delivery; onReplayed: (id: string) => void }) {
  const hook = useQuery(hookQuery(delivery.hook_id));
  const replay = useReplayDelivery();
  const maySeeReplays = useMay()('deliveries.replay');
  const mayReplay = maySeeReplays && isFinished(delivery) && delivery.kind !== 'test';
  const onReplay = () => {
    replay.mutate(delivery.id, {
      onSuccess: ({ id }) => {
        notifications.show({ message: 'The event is sent again. This is the new delivery.' });
        onReplayed(id);
      },
    });
  };
  return (
    <>
      <PageHeader
        actions={
          mayReplay && (
            <Button
              leftSection={<ReplayIcon />}
              loading={replay.isPending}
              onClick={onReplay}
              variant="default"
            >
              Replay
            </Button>
          )
        }
        below={whyThere(delivery) ?? undefined}
        mark={<StateMark look="pill" said={deliveryStates[delivery.state]} />}
        parent={
          <TextLink to="/deliveries">
            <ChevronLeftIcon size={14} /> Deliveries
          </TextLink>
        }
        title={delivery.event_type}
      />
      <Columns
        main={
          <>
            {replay.error !== null && <Failure message={messageOf(replay.error)} />}
            <Attempts delivery={delivery} />
          </>
        }
        side={
          <Panel title="About">
            <DeliverySummary
              delivery={delivery}
              hookName={hook.data?.name ?? delivery.hook_id}
              maySeeReplays={maySeeReplays}
            />
          </Panel>
        }
      />
    </>
  );
}

function Attempts({ delivery }: { delivery: Delivery }) {
  const attempts = useQuery(attemptsQuery(delivery.id, delivery.attempts));
  const several = attempts.data !== undefined && attempts.data.length > 1 ? attempts.data : null;
  return (
    <>
      <Panel body="flush" title="Attempts">
        <AttemptsBody
          delivery={delivery}
          onRetry={() => void attempts.refetch()}
          {...(attempts.data ? { attempts: attempts.data } : {})}
          failure={attempts.error === null ? null : messageOf(attempts.error)}
        />
      </Panel>
      {several !== null && (
        <Panel body="flush" title="Side by side">
          <AttemptComparison attempts={several} />
        </Panel>
      )}
    </>
  );
}

interface AttemptsBodyProps {
  delivery: Delivery;
  attempts?: Parameters<typeof AttemptList>[0]['attempts'];
  failure: string | null;
  onRetry: () => void;
}

function AttemptsBody({ delivery, attempts, failure, onRetry }: AttemptsBodyProps) {
  if (attempts === undefined && failure !== null) return <Failure message={failure} onRetry={onRetry} />;
  if (attempts === undefined) return <Skeleton h={260} m="md" w="auto" />;
  if (attempts.length === 0) {
    return (
      <Emptiness title={isFinished(delivery) ? 'Never sent' : 'Not sent yet'}>
        {whyThere(delivery) ?? 'The first attempt appears here as soon as it is made.'}
      </Emptiness>
    );
  }
  const last = Math.max(...attempts.map(({ number }) => number));
  return <AttemptList attempts={attempts} succeeded={delivery.state === 'delivered' ? last : null} />;
}
