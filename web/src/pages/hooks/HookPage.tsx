/** One hook: whether it sends and why not, what it got lately, and everything that can be done with it. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Hook } from '~/api/shapes';
import { Columns } from '~/components/base/Columns';
import { ChevronLeftIcon } from '~/components/base/icons';
import { Emptiness } from '~/components/base/Emptiness';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { Panel } from '~/components/base/Panel';
import { StateMark } from '~/components/base/StateMark';
import { DeliveryTable } from '~/components/delivery/DeliveryTable';
import { HookButtons, type HookQuestion } from '~/components/hook/HookButtons';
import { HookSummary } from '~/components/hook/HookSummary';
import { NotSending } from '~/components/hook/NotSending';
import { PolicyPlan } from '~/components/hook/PolicyPlan';
import { TestResult } from '~/components/hook/TestResult';
import { HookDialogs } from '~/pages/hooks/HookDialogs';
import { HookSecretSection } from '~/pages/hooks/HookSecretSection';
import { useHookTest } from '~/pages/hooks/use-hook-test';
import { listingOf } from '~/pages/listing';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { deliveriesQuery } from '~/services/deliveries';
import { hookQuery, useSwitchHook } from '~/services/hooks';
import { hookStates } from '~/words/hook';

export interface HookPageProps {
  hookId: string;
  onDeleted: () => void;
}

export function HookPage({ hookId, onDeleted }: HookPageProps) {
  const hook = useQuery(hookQuery(hookId));
  usePageTitle(hook.data?.name ?? 'Hook');
  return <OneThing query={hook}>{(hook) => <HookView hook={hook} onDeleted={onDeleted} />}</OneThing>;
}

function HookView({ hook, onDeleted }: { hook: Hook; onDeleted: () => void }) {
  const may = useMay();
  const test = useHookTest(hook.id);
  const switching = useSwitchHook(hook.id);
  const [question, setQuestion] = useState<HookQuestion | null>(null);
  return (
    <>
      <PageHeader
        actions={
          <HookButtons
            hook={hook}
            isSwitching={switching.isPending}
            isTesting={test.isRunning}
            onAsk={setQuestion}
            onSwitch={(to) => {
              switching.mutate(to);
            }}
            onTest={test.start}
            rights={{ test: may('hooks.test'), edit: may('hooks.edit'), delete: may('hooks.delete') }}
          />
        }
        mark={<StateMark look="pill" said={hookStates[hook.state]} />}
        parent={
          <TextLink to="/hooks">
            <ChevronLeftIcon size={14} /> Hooks
          </TextLink>
        }
        title={hook.name}
      />
      <Columns
        main={
          <>
            <NotSending hook={hook} />
            {test.progress !== null && <TestResult onClose={test.close} progress={test.progress} />}
            <RecentDeliveries hookId={hook.id} />
            <Panel title="Delivery policy">
              <PolicyPlan policy={hook.policy} />
            </Panel>
          </>
        }
        side={
          <>
            <Panel title="About">
              <HookSummary hook={hook} />
            </Panel>
            {may('hooks.edit') && <HookSecretSection hookId={hook.id} />}
          </>
        }
      />
      <HookDialogs
        hook={hook}
        onClose={() => {
          setQuestion(null);
        }}
        onDeleted={onDeleted}
        question={question}
      />
    </>
  );
}

function RecentDeliveries({ hookId }: { hookId: string }) {
  const listing = listingOf(useInfiniteQuery(deliveriesQuery({ hook: hookId }, 10)));
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
        listing={{ ...listing, onMore: null }}
      />
    </Panel>
  );
}
