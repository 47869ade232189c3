/** How one hook is doing: its health, what it got lately, and what it is. */
import { useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import { Columns } from '~/components/base/Columns';
import { Emptiness } from '~/components/base/Emptiness';
import { TextLink } from '~/components/base/links';
import { Panel } from '~/components/base/Panel';
import { DeliveryTable } from '~/components/delivery/DeliveryTable';
import { HookHealth } from '~/components/hook/HookHealth';
import { HookSummary } from '~/components/hook/HookSummary';
import { HookStats } from '~/pages/hooks/HookStats';
import { useHook } from '~/pages/use-hook';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { hookDeliveriesQuery, waitingQuery } from '~/services/deliveries';
import type { StatsRange } from '~/words/stats';

/** How many deliveries are listed; the others are a link away. */
const LISTED = 8;

export interface HookOverviewProps {
  hookId: string;
  /** The time that the charts show; kept in the URL. */
  range: StatsRange;
  onRange: (range: StatsRange) => void;
}

export function HookOverview({ hookId, range, onRange }: HookOverviewProps) {
  const hook = useHook(hookId);
  usePageTitle(hook.name);
  const maySee = useMay()('events.view');
  return (
    <Columns
      main={
        maySee ? (
          <>
            <LatestHealth hookId={hookId} />
            <HookStats hookId={hookId} onRange={onRange} range={range} />
            <LatestDeliveries hookId={hookId} />
          </>
        ) : (
          <Panel title="Health">
            <HookHealth deliveries={[]} hook={hook} waiting={undefined} />
          </Panel>
        )
      }
      side={
        <Panel title="About">
          <HookSummary hook={hook} />
        </Panel>
      }
    />
  );
}

function LatestHealth({ hookId }: { hookId: string }) {
  const hook = useHook(hookId);
  const latest = useQuery(hookDeliveriesQuery(hookId));
  const waiting = useQuery(waitingQuery(hookId));
  return (
    <Panel title="Health">
      <HookHealth deliveries={latest.data} hook={hook} waiting={waiting.data} />
    </Panel>
  );
}

function LatestDeliveries({ hookId }: { hookId: string }) {
  const latest = useQuery(hookDeliveriesQuery(hookId));
  return (
    <Panel
      aside={
        <TextLink search={{ hook: hookId }} size="sm" to="/deliveries">
          All deliveries
        </TextLink>
      }
      body="flush"
      title="Recent deliveries"
    >
      <DeliveryTable
        by="event"
        empty={
          <Emptiness title="Nothing sent yet">
            Deliveries appear here as soon as an event matches. Press Test to send a ping now.
          </Emptiness>
        }
        listing={{
          rows: latest.data?.slice(0, LISTED),
          failure: latest.error === null ? null : messageOf(latest.error),
          onRetry: () => void latest.refetch(),
          onMore: null,
          isLoadingMore: false,
        }}
      />
    </Panel>
  );
}
