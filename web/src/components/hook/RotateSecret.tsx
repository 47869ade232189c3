/** The question before a secret is changed: how long both secrets sign. */
import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { Confirmation } from '~/components/base/Confirmation';

export interface RotateSecretProps {
  opened: boolean;
  isPending: boolean;
  failure: string | null;
  onRotate: (graceSeconds: number) => void;
  onClose: () => void;
}

const overlaps = [
  { value: '0', label: 'No overlap: the old secret is void at once' },
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
  { value: '604800', label: '7 days' },
];

export function RotateSecret({ opened, isPending, failure, onRotate, onClose }: RotateSecretProps) {
  const [overlap, setOverlap] = useState('86400');
  return (
    <Confirmation
      confirm="Rotate"
      failure={failure}
      isPending={isPending}
      onClose={onClose}
      onConfirm={() => {
        onRotate(Number(overlap));
      }}
      opened={opened}
      title="Rotate the secret?"
    >
      <Stack gap="sm">
        <Text>
          A new secret signs from now on. During the overlap every request carries both signatures, so that
          the receiver can change over without missing one.
        </Text>
        <Select
          allowDeselect={false}
          data={overlaps}
          label="Overlap"
          onChange={(value) => {
            setOverlap(value ?? overlap);
          }}
          value={overlap}
        />
      </Stack>
    </Confirmation>
  );
}
