/** The question before a secret is changed: of which kind the new one is, and how long both sign. */
import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import type { Rotation, SecretKind } from '~/api/shapes';
import { Confirmation } from '~/components/base/Confirmation';
import { secretKinds } from '~/words/signature';

export interface RotateSecretProps {
  opened: boolean;
  /** What the new secret can be; the first unless something else is chosen. */
  kinds: [SecretKind, ...SecretKind[]];
  isPending: boolean;
  failure: string | null;
  onRotate: (rotation: Rotation) => void;
  onClose: () => void;
}

const overlaps = [
  { value: '0', label: 'No overlap: the old secret is void at once' },
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
  { value: '604800', label: '7 days' },
];

export function RotateSecret({ opened, kinds, isPending, failure, onRotate, onClose }: RotateSecretProps) {
  const [overlap, setOverlap] = useState('86400');
  const [chosen, setChosen] = useState<SecretKind | null>(null);
  const kind = kinds.find((one) => one === chosen) ?? kinds[0];
  // Receivers compare a token with one value, so the new one goes out alone.
  const hasOverlap = kind !== 'token';
  return (
    <Confirmation
      confirm="Rotate"
      failure={failure}
      isPending={isPending}
      onClose={onClose}
      onConfirm={() => {
        onRotate({ kind, grace_seconds: hasOverlap ? Number(overlap) : 0 });
      }}
      opened={opened}
      title="Rotate the secret?"
    >
      <Stack gap="sm">
        <Text>
          {hasOverlap
            ? 'A new secret signs from now on. During the overlap every request carries both signatures, so that the receiver can change over without missing one.'
            : 'Every request carries the new token from now on, and the old one no more: tell the receiver at the same time.'}
        </Text>
        {kinds.length > 1 && (
          <Select
            allowDeselect={false}
            data={kinds.map((value) => ({ value, label: secretKinds[value].title }))}
            description={secretKinds[kind].means}
            inputWrapperOrder={['label', 'input', 'description']}
            label="Kind of the new secret"
            onChange={setChosen}
            value={kind}
          />
        )}
        {hasOverlap && kind !== kinds.find((one) => one !== 'token') && (
          <Text>
            The receiver verifies this kind in another way: give it the new key and code for it before the
            overlap ends. This page has both.
          </Text>
        )}
        {hasOverlap && (
          <Select
            allowDeselect={false}
            data={overlaps}
            label="Overlap"
            onChange={(value) => {
              setOverlap(value ?? overlap);
            }}
            value={overlap}
          />
        )}
      </Stack>
    </Confirmation>
  );
}
