/** A list of invitations: who was asked, what it is worth, what became of it, and ways to repeat or end it. */
import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

import type { Invitation } from '~/api/shapes';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import { When } from '~/components/base/When';
import { invitationStates } from '~/words/member';
import { grantsLine, permissionsLine } from '~/words/permission';

export interface InvitationTableProps {
  listing: Listing<Invitation>;
  empty: ReactNode;
  /** The id of the invitation that something is being done to. */
  busy: string | null;
  onResend: (invitation: Invitation) => void;
  onRevoke: (invitation: Invitation) => void;
}

export function InvitationTable({ listing, empty, busy, onResend, onRevoke }: InvitationTableProps) {
  const columns: Column<Invitation>[] = [
    { head: 'E-mail', phone: 'title', cell: ({ email }) => email },
    {
      head: 'State',
      width: '7.5rem',
      phone: 'mark',
      cell: ({ state, invited_by }) => (
        <StateMark
          said={invitationStates[state]}
          why={invited_by == null ? null : `Invited by ${invited_by}`}
        />
      ),
    },
    { head: 'May do', width: '9rem', cell: ({ permissions }) => permissionsLine(permissions) },
    { head: 'Events', width: '10rem', cell: ({ grants }) => grantsLine(grants) },
    { head: 'Sent', width: '7.5rem', cell: ({ sent_at }) => <When at={sent_at} /> },
    {
      head: 'Change',
      width: '13rem',
      align: 'end',
      phone: 'line',
      cell: (invitation) => (
        <Buttons busy={busy} invitation={invitation} onResend={onResend} onRevoke={onRevoke} />
      ),
    },
  ];
  return <Rows columns={columns} empty={empty} label="Invitations" listing={listing} />;
}

interface ButtonsProps extends Pick<InvitationTableProps, 'busy' | 'onResend' | 'onRevoke'> {
  invitation: Invitation;
}

/** What is accepted or revoked is history. */
function Buttons({ invitation, busy, onResend, onRevoke }: ButtonsProps) {
  if (invitation.state === 'accepted' || invitation.state === 'revoked') return null;
  const isBusy = busy === invitation.id;
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <Button
        aria-label={`Send again to ${invitation.email}`}
        loading={isBusy}
        onClick={() => {
          onResend(invitation);
        }}
        size="compact-xs"
        variant="default"
      >
        Send again
      </Button>
      <Button
        aria-label={`Revoke the invitation of ${invitation.email}`}
        disabled={isBusy}
        onClick={() => {
          onRevoke(invitation);
        }}
        size="compact-xs"
        variant="default"
      >
        Revoke
      </Button>
    </Group>
  );
}
