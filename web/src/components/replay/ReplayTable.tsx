/** Replays, with how far each is. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

import type { Replay } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import { When } from '~/components/base/When';
import { ReplayProgress } from '~/components/replay/ReplayProgress';
import { filterWords, replayState } from '~/words/replay';

export interface ReplayTableProps {
  listing: Listing<Replay>;
  hookNames: ReadonlyMap<string, string>;
  empty: ReactNode;
  /** The replay that is being cancelled at this moment. */
  cancelling: string | null;
  onCancel: (replay: Replay) => void;
}

export function ReplayTable({ listing, hookNames, empty, cancelling, onCancel }: ReplayTableProps) {
  const columns: Column<Replay>[] = [
    {
      head: 'What',
      phone: 'title',
      cell: ({ id, filter, over }) => (
        <TextLink params={{ replayId: id }} to="/replays/$replayId">
          <bdi>{filterWords(filter, hookNames, over)}</bdi>
        </TextLink>
      ),
    },
    {
      head: 'State',
      width: '8rem',
      phone: 'mark',
      cell: (replay) => <StateMark said={replayState(replay)} />,
    },
    { head: 'Progress', width: '17rem', phone: 'line', cell: (replay) => <ReplayProgress replay={replay} /> },
    { head: 'By', width: '9rem', phone: 'note', cell: ({ created_by }) => <bdi>{created_by}</bdi> },
    { head: 'Begun', width: '8rem', phone: 'time', cell: ({ created_at }) => <When at={created_at} /> },
    {
      head: 'Cancel',
      width: '6rem',
      align: 'end',
      phone: 'line',
      cell: (replay) =>
        replay.state === 'running' && (
          <Button
            aria-label={`Cancel the replay of ${filterWords(replay.filter, hookNames, replay.over)}`}
            loading={cancelling === replay.id}
            onClick={() => {
              onCancel(replay);
            }}
            size="compact-xs"
            variant="default"
          >
            Cancel
          </Button>
        ),
    },
  ];
  return <Rows columns={columns} empty={empty} label="Replays" listing={listing} />;
}
