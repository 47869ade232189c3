/** Inviting somebody to the tenant. */
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import type { NewInvitation } from '~/api/shapes';
import { ChevronLeftIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { InviteForm } from '~/components/member/InviteForm';
import { sortErrors } from '~/pages/field-errors';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { useInvite } from '~/services/invitations';
import { permissionSetsQuery } from '~/services/members';

/** `onDone` leaves the page, after inviting as after cancelling. */
export function InvitePage({ onDone }: { onDone: () => void }) {
  usePageTitle('Invite a member');
  const sets = useQuery(permissionSetsQuery);
  const may = useMay();
  const invite = useInvite();
  const { failure, fieldErrors } = useMemo(() => sortErrors(invite.error, fieldOf), [invite.error]);
  return (
    <OneThing query={sets}>
      {(sets) => (
        <>
          <PageHeader
            below="Nobody can give more than they have."
            parent={
              <TextLink to="/members">
                <ChevronLeftIcon size={14} /> Members
              </TextLink>
            }
            title="Invite a member"
          />
          <InviteForm
            failure={failure}
            fieldErrors={fieldErrors}
            isPending={invite.isPending}
            mayGive={may}
            onCancel={onDone}
            onInvite={(invitation) => {
              invite.mutate(invitation, {
                onSuccess: ({ email }) => {
                  notifications.show({ message: `The invitation is on its way to ${email}.` });
                  onDone();
                },
              });
            }}
            sets={sets}
          />
        </>
      )}
    </OneThing>
  );
}

function fieldOf(pointer: string): keyof NewInvitation | null {
  const [, first] = pointer.split('/');
  return first === 'email' || first === 'permissions' || first === 'grants' ? first : null;
}
