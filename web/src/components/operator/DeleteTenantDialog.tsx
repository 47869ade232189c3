/** The question before a tenant is erased: its name is typed, since nothing brings it back. */
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import { Confirmation } from '~/components/base/Confirmation';

export interface DeleteTenantDialogProps {
  opened: boolean;
  /** The tenant's name. */
  name: string;
  isPending: boolean;
  failure: string | null;
  onConfirm: () => void;
  onClose: () => void;
}

export function DeleteTenantDialog({ name, ...rest }: DeleteTenantDialogProps) {
  const [typed, setTyped] = useState('');
  return (
    <Confirmation
      confirm="Delete for good"
      isReady={typed === name}
      title={`Delete “${name}”?`}
      tone="danger"
      {...rest}
    >
      <Text mb="xs">
        Its people and tokens are out at once, and everything that it has is erased: hooks, events,
        deliveries, the audit log. This cannot be undone.
      </Text>
      <Text mb="md">
        An export comes first: a member of the tenant downloads one on its settings page (
        <em>Export everything</em>), or somebody to whom you make a link with the permissions settings.edit,
        members.edit, events.view and audit.view.
      </Text>
      <TextInput
        autoComplete="off"
        description={`Type ${name} to go on.`}
        label="Name of the tenant"
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
        }}
        value={typed}
      />
    </Confirmation>
  );
}
