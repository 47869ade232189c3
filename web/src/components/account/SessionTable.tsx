/** Where somebody is signed in, each with a way to end it. */
import { Button } from '@mantine/core';

import type { SessionOfUser } from '~/api/shapes';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import { When } from '~/components/base/When';
import { browserWords } from '~/words/user-agent';

export interface SessionTableProps {
  listing: Listing<SessionOfUser>;
  /** The id of the session that is being ended. */
  ending: string | null;
  onEnd: (session: SessionOfUser) => void;
}

export function SessionTable({ listing, ending, onEnd }: SessionTableProps) {
  const columns: Column<SessionOfUser>[] = [
    {
      head: 'Browser',
      phone: 'title',
      cell: ({ user_agent }) => <span title={user_agent ?? undefined}>{browserWords(user_agent)}</span>,
    },
    { head: 'Address', width: '10rem', cell: ({ address }) => address ?? '–' },
    { head: 'Signed in', width: '8rem', cell: ({ created_at }) => <When at={created_at} /> },
    { head: 'Last seen', width: '8rem', cell: ({ last_seen_at }) => <When at={last_seen_at} /> },
    {
      head: 'End',
      width: '7.5rem',
      align: 'end',
      phone: 'mark',
      cell: (session) =>
        session.current ? (
          <StateMark said={{ label: 'This one', tone: 'good' }} />
        ) : (
          <Button
            aria-label={`Sign out ${browserWords(session.user_agent)}`}
            loading={ending === session.id}
            onClick={() => {
              onEnd(session);
            }}
            size="compact-xs"
            variant="default"
          >
            Sign out
          </Button>
        ),
    },
  ];
  return <Rows columns={columns} empty={null} label="Sessions" listing={listing} />;
}
