/** What a deadline has armed: for which key, by which event, and when it fires. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

import type { Timer } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { When } from '~/components/base/When';

export interface TimerTableProps {
  listing: Listing<Timer>;
  empty: ReactNode;
  /** The id of the timer that is being disarmed. */
  disarming: string | null;
  /** Null for those who may not. */
  onDisarm: ((timer: Timer) => void) | null;
}

export function TimerTable({ listing, empty, disarming, onDisarm }: TimerTableProps) {
  const columns: Column<Timer>[] = [
    { head: 'Key', phone: 'title', cell: ({ key }) => <code>{key}</code> },
    { head: 'Fires', width: '8rem', cell: ({ due_at }) => <When at={due_at} /> },
    {
      head: 'Armed',
      width: '10rem',
      cell: ({ armed_at, event_id }) => (
        <TextLink params={{ eventId: event_id }} to="/events/$eventId">
          <When at={armed_at} />
        </TextLink>
      ),
    },
  ];
  if (onDisarm !== null) {
    columns.push({
      head: 'Disarm',
      width: '7rem',
      align: 'end',
      phone: 'mark',
      cell: (timer) => (
        <Button
          aria-label={`Disarm ${timer.key}`}
          loading={disarming === timer.id}
          onClick={() => {
            onDisarm(timer);
          }}
          size="compact-xs"
          variant="default"
        >
          Disarm
        </Button>
      ),
    });
  }
  return <Rows columns={columns} empty={empty} label="Timers" listing={listing} />;
}
