/** The button that sends again what a list of deliveries is narrowed to. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import { ReplayIcon } from '~/components/base/icons';
import { ReplayDialog } from '~/components/replay/ReplayDialog';
import { useHookNames } from '~/pages/use-hook-names';
import type { DeliveryFilter } from '~/services/delivery-keys';
import { replayCountQuery, useCreateReplay } from '~/services/replays';
import { filterWords } from '~/words/replay';

export interface ReplayTheseProps {
  filter: DeliveryFilter;
  /** Goes to where the progress is shown. */
  onBegun: (replayId: string) => void;
}

export function ReplayThese({ filter, onBegun }: ReplayTheseProps) {
  const [isAsking, asking] = useDisclosure(false);
  const total = useQuery({ ...replayCountQuery(filter), enabled: isAsking });
  const create = useCreateReplay();
  const hookNames = useHookNames(filter.hook === undefined ? [] : [filter.hook]);
  const error = create.error ?? total.error;
  return (
    <>
      <Button leftSection={<ReplayIcon />} onClick={asking.open} variant="default">
        Replay these
      </Button>
      <ReplayDialog
        failure={error === null ? null : messageOf(error)}
        filter={filterWords(filter, hookNames)}
        isPending={create.isPending}
        key={isAsking ? 'open' : 'closed'}
        onClose={() => {
          asking.close();
          create.reset();
        }}
        onConfirm={(rate_per_s) => {
          create.mutate(
            { filter, rate_per_s },
            {
              onSuccess: ({ id }) => {
                onBegun(id);
              },
            },
          );
        }}
        opened={isAsking}
        total={total.data}
      />
    </>
  );
}
