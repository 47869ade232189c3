/** One tenant: how it fares, what bounds it, its hooks that take nothing, and what can be done with it. */
import { Alert, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { messageOf } from '~/api/problem';
import type { TenantWithLoad } from '~/api/shapes';
import { Columns } from '~/components/base/Columns';
import { CopyText } from '~/components/base/CopyText';
import { Emptiness } from '~/components/base/Emptiness';
import { Facts } from '~/components/base/Facts';
import { FigureCards, type Figure } from '~/components/base/FigureCards';
import { ChevronLeftIcon, PauseIcon, PlayIcon, TrashIcon, WarningIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { Panel } from '~/components/base/Panel';
import { StateMark } from '~/components/base/StateMark';
import { When } from '~/components/base/When';
import { InactiveHookTable } from '~/components/operator/InactiveHookTable';
import { listingOf } from '~/pages/listing';
import { OneThing } from '~/pages/OneThing';
import { DeleteTenant, LinkIntoTenant } from '~/pages/operator/TenantDialogs';
import { TenantBounds } from '~/pages/operator/TenantBounds';
import { TenantBranding } from '~/pages/operator/TenantBranding';
import classes from '~/pages/operator/TenantPage.module.css';
import { usePageTitle } from '~/pages/use-page-title';
import { inactiveHooksQuery, tenantQuery, useChangeTenant } from '~/services/operator';
import { count } from '~/words/time';
import { failedLately, otherHooks, tenantState, waitingWords } from '~/words/tenant';

type Question = 'link' | 'delete';

export function TenantPage({ tenantId }: { tenantId: string }) {
  const tenant = useQuery(tenantQuery(tenantId));
  usePageTitle(tenant.data?.name ?? 'Tenant');
  return <OneThing query={tenant}>{(tenant) => <PresentTenant tenant={tenant} />}</OneThing>;
}

function PresentTenant({ tenant }: { tenant: TenantWithLoad }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const close = () => {
    setQuestion(null);
  };
  const isDeleting = tenant.state === 'deleting';
  return (
    <>
      <PageHeader
        actions={isDeleting ? undefined : <TenantButtons onAsk={setQuestion} tenant={tenant} />}
        mark={<StateMark look="pill" said={tenantState(tenant.state)} />}
        parent={
          <TextLink to="/operator">
            <ChevronLeftIcon size={14} /> Tenants
          </TextLink>
        }
        title={tenant.name}
      />
      <div className={classes.parts}>
        <TenantNotice tenant={tenant} />
        <FigureCards figures={figuresOf(tenant.load)} />
      </div>
      <Columns
        main={
          <>
            <InactiveHooks tenantId={tenant.id} />
            {!isDeleting && <TenantBounds tenant={tenant} />}
            {!isDeleting && <TenantBranding tenantId={tenant.id} />}
          </>
        }
        side={
          <Panel title="About">
            <Facts facts={factsOf(tenant)} />
          </Panel>
        }
      />
      <LinkIntoTenant onClose={close} opened={question === 'link'} tenant={tenant} />
      <DeleteTenant onClose={close} opened={question === 'delete'} tenant={tenant} />
    </>
  );
}

function TenantButtons({ tenant, onAsk }: { tenant: TenantWithLoad; onAsk: (question: Question) => void }) {
  const change = useChangeTenant(tenant.id);
  const isSuspended = tenant.state === 'suspended';
  return (
    <>
      <Button
        onClick={() => {
          onAsk('link');
        }}
      >
        Link into its console
      </Button>
      <Button
        leftSection={isSuspended ? <PlayIcon /> : <PauseIcon />}
        loading={change.isPending}
        onClick={() => {
          change.mutate(
            { state: isSuspended ? 'active' : 'suspended' },
            {
              onError: (error) => {
                notifications.show({ color: 'red', message: messageOf(error) });
              },
            },
          );
        }}
        variant="default"
      >
        {isSuspended ? 'Resume' : 'Suspend'}
      </Button>
      <Button
        color="red"
        leftSection={<TrashIcon />}
        onClick={() => {
          onAsk('delete');
        }}
        variant="light"
      >
        Delete
      </Button>
    </>
  );
}

function TenantNotice({ tenant }: { tenant: TenantWithLoad }) {
  if (tenant.deletion != null) {
    const { requested_at, erased_rows } = tenant.deletion;
    return (
      <Alert color="red" icon={<WarningIcon size={18} />} title="It is being deleted" variant="light">
        Begun <When at={requested_at} />; {count(erased_rows)} rows are erased. When that is done there is no
        such tenant.
      </Alert>
    );
  }
  if (tenant.state !== 'suspended') return null;
  return (
    <Alert color="yellow" icon={<PauseIcon size={18} />} title="It is suspended" variant="light">
      It takes no events and sends nothing. What waits is kept, and sent once it is resumed.
    </Alert>
  );
}

function figuresOf(load: TenantWithLoad['load']): Figure[] {
  const { active_hooks, failing_hooks, suspended_hooks, delivered_last_hour, failed_last_hour } = load;
  return [
    { label: 'Hooks that send', value: count(active_hooks), note: otherHooks(load) },
    {
      label: 'Failing hooks',
      value: count(failing_hooks),
      note: `${count(suspended_hooks)} switched off by failures, tests or rights`,
      tone: failing_hooks > 0 ? 'bad' : undefined,
    },
    {
      label: 'Delivered in the last hour',
      value: count(delivered_last_hour),
      note: failedLately(load),
      tone: failed_last_hour > delivered_last_hour ? 'bad' : undefined,
    },
    { label: 'Waiting now', value: waitingWords(load), note: 'Due later, or being sent' },
  ];
}

function factsOf({ id, key, slug, created_at }: TenantWithLoad) {
  return [
    { term: 'Key', value: key == null ? '–' : <CopyText text={key} what="key" /> },
    { term: 'Short name', value: <code>{slug}</code> },
    { term: 'Made', value: <When at={created_at} /> },
    { term: 'Id', value: <CopyText text={id} what="tenant id" /> },
  ];
}

function InactiveHooks({ tenantId }: { tenantId: string }) {
  const listing = listingOf(useInfiniteQuery(inactiveHooksQuery(tenantId)));
  return (
    <Panel body="flush" title="Hooks that take nothing">
      <InactiveHookTable
        empty={<Emptiness title="None">Every hook of this tenant takes deliveries.</Emptiness>}
        listing={listing}
      />
    </Panel>
  );
}
