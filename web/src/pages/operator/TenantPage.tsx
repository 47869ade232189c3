/** One tenant: how it fares, what bounds it, its hooks that take nothing, and what can be done with it. */
import { Alert, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { messageOf } from '~/api/problem';
import type { TenantWithLoad } from '~/api/shapes';
import { Emptiness } from '~/components/base/Emptiness';
import { Facts } from '~/components/base/Facts';
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
import { lastHour, tenantHealth, tenantState, waitingWords } from '~/words/tenant';

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
        <Panel title="How it fares">
          <Facts facts={factsOf(tenant)} />
        </Panel>
        <InactiveHooks tenantId={tenant.id} />
        {!isDeleting && <TenantBounds tenant={tenant} />}
        {!isDeleting && <TenantBranding tenantId={tenant.id} />}
      </div>
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

function factsOf({ id, key, slug, load, created_at }: TenantWithLoad) {
  const { active_hooks, paused_hooks, inactive_hooks } = load;
  return [
    { term: 'Hooks', value: <StateMark said={tenantHealth(load)} wraps /> },
    {
      term: 'Active, paused, inactive',
      value: `${count(active_hooks)}, ${count(paused_hooks)}, ${count(inactive_hooks)}`,
    },
    { term: 'Deliveries waiting', value: waitingWords(load) },
    { term: 'Delivered in the last hour', value: lastHour(load) },
    { term: 'Key', value: key == null ? '–' : <code>{key}</code> },
    { term: 'Short name', value: <code>{slug}</code> },
    { term: 'Id', value: <code>{id}</code> },
    { term: 'Made', value: <When at={created_at} /> },
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
