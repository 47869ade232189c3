/** One's own account: the name, the password, where one is signed in, and leaving the tenant. */
import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { messageOf } from '~/api/problem';
import { NameForm } from '~/components/account/NameForm';
import { NewPasswordForm, type NewPasswordValues } from '~/components/account/NewPasswordForm';
import { SessionTable } from '~/components/account/SessionTable';
import { Columns } from '~/components/base/Columns';
import { Confirmation } from '~/components/base/Confirmation';
import { PageHeader } from '~/components/base/PageHeader';
import { Panel } from '~/components/base/Panel';
import { sortErrors } from '~/pages/field-errors';
import { NotFoundPage } from '~/pages/NotFoundPage';
import { usePageTitle } from '~/pages/use-page-title';
import { useTenant } from '~/pages/use-tenant';
import {
  sessionsQuery,
  useChangePassword,
  useEndOtherSessions,
  useEndSession,
  useLeaveTenant,
  useRename,
} from '~/services/account';
import { sessionQuery } from '~/services/session';

export function AccountPage({ onLeft }: { onLeft: () => void }) {
  usePageTitle('Your account');
  const { data: session } = useSuspenseQuery(sessionQuery);
  if (session === null) return null;
  // Whoever came by a link of the operator has no account: nothing here could be done.
  if (session.portal != null) return <NotFoundPage />;
  return (
    <>
      <PageHeader below={session.user.email} title={session.user.name} />
      <Columns
        main={<Sessions />}
        side={
          <>
            <Name name={session.user.name} />
            <Password email={session.user.email} />
            <Leaving onLeft={onLeft} />
          </>
        }
      />
    </>
  );
}

function Sessions() {
  const sessions = useQuery(sessionsQuery);
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const others = sessions.data?.filter(({ current }) => !current).length ?? 0;
  const complain = (error: Error) => {
    notifications.show({ color: 'red', message: messageOf(error) });
  };
  return (
    <Panel
      aside={
        others > 0 && (
          <Button
            loading={endOthers.isPending}
            onClick={() => {
              endOthers.mutate(undefined, { onError: complain });
            }}
            size="xs"
            variant="default"
          >
            Sign out the others
          </Button>
        )
      }
      body="flush"
      title="Where you are signed in"
    >
      <SessionTable
        ending={end.isPending ? end.variables : null}
        listing={{
          rows: sessions.data,
          failure: sessions.error === null ? null : messageOf(sessions.error),
          onRetry: () => void sessions.refetch(),
          onMore: null,
          isLoadingMore: false,
        }}
        onEnd={({ id }) => {
          end.mutate(id, { onError: complain });
        }}
      />
    </Panel>
  );
}

function Name({ name }: { name: string }) {
  const rename = useRename();
  const { failure, fieldErrors } = useMemo(
    () => sortErrors(rename.error, (pointer) => (pointer === '/name' ? 'name' : null)),
    [rename.error],
  );
  return (
    <Panel title="Name">
      <NameForm
        failure={failure}
        fieldErrors={fieldErrors}
        isPending={rename.isPending}
        name={name}
        onSave={(name) => {
          rename.mutate(name, {
            onSuccess: () => {
              notifications.show({ message: 'Your name is saved.' });
            },
          });
        }}
      />
    </Panel>
  );
}

function Password({ email }: { email: string }) {
  const change = useChangePassword();
  // A form that did its work is made anew, so that no password stays in it.
  const [round, setRound] = useState(0);
  const { failure, fieldErrors } = useMemo(() => sortErrors(change.error, fieldOf), [change.error]);
  return (
    <Panel title="Password">
      <NewPasswordForm
        asksForCurrent
        email={email}
        failure={failure}
        fieldErrors={fieldErrors}
        isPending={change.isPending}
        key={round}
        onSubmit={({ current, password }) => {
          change.mutate(
            { current_password: current, new_password: password },
            {
              onSuccess: () => {
                setRound(round + 1);
                notifications.show({ message: 'The password is changed. Every other session has ended.' });
              },
            },
          );
        }}
        submit="Change the password"
      />
    </Panel>
  );
}

function fieldOf(pointer: string): keyof NewPasswordValues | null {
  if (pointer === '/current_password') return 'current';
  return pointer === '/new_password' ? 'password' : null;
}

function Leaving({ onLeft }: { onLeft: () => void }) {
  const tenant = useTenant();
  const [isAsking, asking] = useDisclosure(false);
  const leave = useLeaveTenant();
  if (tenant === null) return null;
  return (
    <Panel title="Membership">
      <Text mb="sm">
        You are a member of <bdi>{tenant.name}</bdi>.
      </Text>
      <Button onClick={asking.open} variant="default">
        Leave it
      </Button>
      <Confirmation
        confirm="Leave"
        failure={leave.error === null ? null : messageOf(leave.error)}
        isPending={leave.isPending}
        onClose={asking.close}
        onConfirm={() => {
          leave.mutate(undefined, { onSuccess: onLeft });
        }}
        opened={isAsking}
        title={`Leave ${tenant.name}?`}
        tone="danger"
      >
        <Text>
          Your tokens here are revoked and your hooks deactivated. To keep them running, hand the hooks to
          somebody else first. Only an invitation brings you back.
        </Text>
      </Confirmation>
    </Panel>
  );
}
