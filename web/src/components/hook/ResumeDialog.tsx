/** Asks at which rate a hook sends what it collected while it was paused. */
import { NumberInput, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';

import { Confirmation } from '~/components/base/Confirmation';
import { whatWaits, type Waiting } from '~/words/hook';

export interface ResumeDialogProps {
  opened: boolean;
  /** The hook's name. */
  name: string;
  /** How many deliveries wait; undefined while that is being counted. */
  waiting: Waiting | undefined;
  isPending: boolean;
  failure: string | null;
  onConfirm: (ratePerS: number) => void;
  onClose: () => void;
}

const USUAL_RATE = 20;

export function ResumeDialog({ name, waiting, onConfirm, ...rest }: ResumeDialogProps) {
  const [rate, setRate] = useState<number | null>(USUAL_RATE);
  return (
    <Confirmation
      confirm="Resume"
      isReady={rate !== null}
      onConfirm={() => {
        if (rate !== null) onConfirm(rate);
      }}
      title={`Resume “${name}” at a rate?`}
      {...rest}
    >
      <Text component="div" mb="xs">
        {waiting === undefined ? (
          <Skeleton h={20} w="80%" />
        ) : (
          `${whatWaits(waiting, 'is sent', 'are sent')} in order, no faster than this. What comes in meanwhile waits behind. Then the hook’s own rate holds again.`
        )}
      </Text>
      <NumberInput
        allowDecimal={false}
        label="Requests per second, at most"
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
