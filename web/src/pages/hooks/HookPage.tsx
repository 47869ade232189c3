/** The frame of one hook: what it is called, whether it sends, what can be done with it, and the ways to its parts. */
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { messageOf } from '~/api/problem';
import type { Hook } from '~/api/shapes';
import { ChevronLeftIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { StateMark } from '~/components/base/StateMark';
import { TabLinks } from '~/components/base/TabLinks';
import { HookButtons, type HookQuestion } from '~/components/hook/HookButtons';
import { NotSending } from '~/components/hook/NotSending';
import { TestResult } from '~/components/hook/TestResult';
import classes from '~/pages/hooks/HookPage.module.css';
import { HookDialogs } from '~/pages/hooks/HookDialogs';
import { DrainNotice, ResumeQuestion } from '~/pages/hooks/HookDrain';
import { MissedReplay } from '~/pages/hooks/MissedReplay';
import { useHookTest } from '~/pages/hooks/use-hook-test';
import { OneThing } from '~/pages/OneThing';
import { offerUndo } from '~/pages/undo';
import { usePageTitle } from '~/pages/use-page-title';
import { ManagedByApi, useMayHere } from '~/pages/hooks/management';
import { useMay } from '~/pages/use-tenant';
import { hookQuery, useSwitchHook, type HookSwitch } from '~/services/hooks';
import { hookStates } from '~/words/hook';

export interface HookPageProps {
  hookId: string;
  onDeleted: () => void;
}

export function HookPage({ hookId, onDeleted }: HookPageProps) {
  const hook = useQuery(hookQuery(hookId));
  usePageTitle(hook.data === undefined ? 'Hook' : null);
  return <OneThing query={hook}>{(hook) => <HookFrame hook={hook} onDeleted={onDeleted} />}</OneThing>;
}

function HookFrame({ hook, onDeleted }: { hook: Hook; onDeleted: () => void }) {
  const may = useMay();
  const mayHere = useMayHere();
  const test = useHookTest(hook.id);
  const [onSwitch, isSwitching] = useSwitching(hook);
  const [isAskingRate, setAskingRate] = useState(false);
  const navigate = useNavigate();
  const [question, setQuestion] = useState<HookQuestion | null>(null);
  const params = { hookId: hook.id };
  return (
    <>
      <PageHeader
        actions={
          <HookButtons
            hook={hook}
            isSwitching={isSwitching}
            isTesting={test.isRunning}
            onAsk={setQuestion}
            onAskRate={() => {
              setAskingRate(true);
            }}
            onSwitch={onSwitch}
            onTest={test.start}
            rights={{
              test: may('hooks.test'),
              create: mayHere('hooks.create'),
              edit: mayHere('hooks.edit'),
              delete: mayHere('hooks.delete'),
            }}
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
      <div className={classes.notices}>
        <ManagedByApi />
        <NotSending hook={hook} />
        <DrainNotice hook={hook} mayEdit={mayHere('hooks.edit')} />
        {hook.missed_period != null && may('deliveries.replay') && (
          <MissedReplay
            hook={hook}
            mayEdit={may('hooks.edit')}
            onBegun={() => void navigate({ to: '/replays' })}
            period={hook.missed_period}
          />
        )}
        {test.progress !== null && (
          <TestResult
            onActivate={
              mayHere('hooks.edit')
                ? () => {
                    onSwitch('activate', test.start);
                  }
                : null
            }
            onClose={test.close}
            progress={test.progress}
          />
        )}
      </div>
      <TabLinks
        label="Parts of this hook"
        tabs={[
          { label: 'Overview', to: '/hooks/$hookId', params },
          { label: 'Actions', to: '/hooks/$hookId/actions', params, count: hook.actions.length },
          { label: 'Policy', to: '/hooks/$hookId/policy', params },
          { label: 'Signature', to: '/hooks/$hookId/signature', params },
        ]}
      />
      <Outlet />
      <HookDialogs
        hook={hook}
        onClose={() => {
          setQuestion(null);
        }}
        onDeactivated={() => {
          offerUndo('Deactivated. What waited is cancelled; what comes is skipped.', () => {
            onSwitch('activate');
          });
        }}
        onDeleted={onDeleted}
        question={question}
      />
      <ResumeQuestion
        hook={hook}
        key={isAskingRate ? 'open' : 'closed'}
        onClose={() => {
          setAskingRate(false);
        }}
        opened={isAskingRate}
      />
    </>
  );
}

/** Pause, resume and activate: done at once, since each can be taken back. */
function useSwitching(hook: Hook): [(to: HookSwitch, then?: () => void) => void, boolean] {
  const switching = useSwitchHook(hook.id);
  const onSwitch = (to: HookSwitch, then?: () => void) => {
    switching.mutate(to, {
      onSuccess: () => {
        then?.();
        if (to !== 'pause') return;
        offerUndo('Paused. Nothing is lost: deliveries wait until you resume the hook.', () => {
          onSwitch('resume');
        });
      },
      onError: (error) => {
        notifications.show({ color: 'red', message: messageOf(error) });
      },
    });
  };
  return [onSwitch, switching.isPending];
}
