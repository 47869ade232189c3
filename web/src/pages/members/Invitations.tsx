/** The invitations of the tenant, below its members. */
import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { messageOf } from '~/api/problem';
import type { Invitation } from '~/api/shapes';
import { Confirmation } from '~/components/base/Confirmation';
import { Emptiness } from '~/components/base/Emptiness';
import { Panel } from '~/components/base/Panel';
import { InvitationTable } from '~/components/member/InvitationTable';
import { listingOf } from '~/pages/listing';
import { invitationsQuery, useResendInvitation, useRevokeInvitation } from '~/services/invitations';

export function Invitations() {
  const listing = listingOf(useInfiniteQuery(invitationsQuery));
  const resend = useResendInvitation();
  const [leaving, setLeaving] = useState<Invitation | null>(null);
  return (
    <Panel body="flush" title="Invitations">
      <InvitationTable
        busy={resend.isPending ? resend.variables : null}
        empty={<Emptiness title="Nobody is invited">Invited people stand here until they join.</Emptiness>}
        listing={listing}
        onResend={({ id, email }) => {
          resend.mutate(id, {
            onSuccess: () => {
              notifications.show({ message: `A new link is on its way to ${email}; the old one is void.` });
            },
            onError: (error) => {
              notifications.show({ color: 'red', message: messageOf(error) });
            },
          });
        }}
        onRevoke={setLeaving}
      />
      <Revoking
        invitation={leaving}
        onClose={() => {
          setLeaving(null);
        }}
      />
    </Panel>
  );
}

function Revoking({ invitation, onClose }: { invitation: Invitation | null; onClose: () => void }) {
  const revoke = useRevokeInvitation();
  return (
    <Confirmation
      confirm="Revoke"
      failure={revoke.error === null ? null : messageOf(revoke.error)}
      isPending={revoke.isPending}
      onClose={() => {
        revoke.reset();
        onClose();
      }}
      onConfirm={() => {
        if (invitation !== null) revoke.mutate(invitation.id, { onSuccess: onClose });
      }}
      opened={invitation !== null}
      title="Revoke this invitation?"
      tone="danger"
    >
      <Text>
        The link that <bdi>{invitation?.email}</bdi> got is no longer valid from now on. You can invite them
        again.
      </Text>
    </Confirmation>
  );
}
