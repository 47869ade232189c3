/** Making a tenant: the operator's own id for it, and what people call it. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import type { NewTenant } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';

export interface NewTenantDialogProps {
  opened: boolean;
  isPending: boolean;
  failure: string | null;
  onCreate: (tenant: NewTenant) => void;
  onClose: () => void;
}

export function NewTenantDialog({ opened, isPending, failure, onCreate, onClose }: NewTenantDialogProps) {
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  return (
    <Modal onClose={onClose} opened={opened} title={<Text fw={650}>New tenant</Text>}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          onCreate({ key, name });
        }}
      >
        <Stack gap="md">
          {failure !== null && <Failure message={failure} />}
          <TextInput
            data-autofocus
            description="What people call it."
            label="Name"
            maxLength={100}
            onChange={({ currentTarget }) => {
              setName(currentTarget.value);
            }}
            required
            value={name}
          />
          <TextInput
            description="Your own id for it: letters, digits, and . _ : -"
            label="Key"
            maxLength={128}
            onChange={({ currentTarget }) => {
              setKey(currentTarget.value);
            }}
            required
            value={key}
          />
          <Group gap="xs" justify="flex-end">
            <Button onClick={onClose} variant="default">
              Cancel
            </Button>
            <Button loading={isPending} type="submit">
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
