/** Asks before many deliveries are sent again: how many those are, and how fast. */
import { NumberInput, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';

import { Confirmation } from '~/components/base/Confirmation';
import { whatIsReplayed } from '~/words/replay';

export interface ReplayDialogProps {
  opened: boolean;
  /** How many deliveries are taken; undefined while they are counted. */
  total: number | undefined;
  /** What narrows them, in words. */
  filter: string;
  failure: string | null;
  isPending: boolean;
  onConfirm: (ratePerS: number | null) => void;
  onClose: () => void;
}

export function ReplayDialog({ total, filter, onConfirm, ...rest }: ReplayDialogProps) {
  const [rate, setRate] = useState<number | null>(null);
  return (
    <Confirmation
      confirm="Send again"
      isReady={total !== undefined && total > 0}
      onConfirm={() => {
        onConfirm(rate);
      }}
      title="Replay these deliveries?"
      {...rest}
    >
      <Text c="dimmed" size="sm">
        <bdi>{filter}</bdi>
      </Text>
      <Text component="div" my="xs">
        {total === undefined ? <Skeleton h={20} w="80%" /> : whatIsReplayed(total)}
      </Text>
      <NumberInput
        allowDecimal={false}
        description="Leave it empty to send as fast as the hooks allow."
        label="Deliveries per second, at most"
        max={10_000}
        min={1}
        onChange={(value) => {
          setRate(typeof value === 'number' ? value : null);
        }}
        value={rate ?? ''}
        w={240}
      />
    </Confirmation>
  );
}
