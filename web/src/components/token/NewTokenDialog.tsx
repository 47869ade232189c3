/** Making a token: its name and its bounds, and then its credential, this once. */
import {
  Alert,
  Button,
  Group,
  Modal,
  MultiSelect,
  Select,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

import type { NewToken } from '~/api/shapes';
import { CopyText } from '~/components/base/CopyText';
import { Failure } from '~/components/base/Failure';
import { InfoIcon } from '~/components/base/icons';

export interface NewTokenDialogProps {
  opened: boolean;
  /** What the reader has, and so can give. */
  permissions: string[];
  /** The credential, once it is made. */
  credential: string | null;
  isPending: boolean;
  failure: string | null;
  onCreate: (token: NewToken) => void;
  onClose: () => void;
}

export function NewTokenDialog(props: NewTokenDialogProps) {
  const { opened, credential, onClose } = props;
  return (
    <Modal onClose={onClose} opened={opened} title={<Text fw={650}>New token</Text>}>
      {opened && credential === null && <TokenForm {...props} />}
      {opened && credential !== null && <Credential onClose={onClose} text={credential} />}
    </Modal>
  );
}

/** Days. */
const lifetimes = [
  { value: '7', label: 'In a week' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
];

const DAY_MS = 86_400_000;

function expiryAfter(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

function TokenForm({ permissions, isPending, failure, onCreate, onClose }: NewTokenDialogProps) {
  const [name, setName] = useState('');
  const [bounds, setBounds] = useState<string[]>([]);
  const [grants, setGrants] = useState<string[]>([]);
  const [lifetime, setLifetime] = useState<string | null>(null);
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        onCreate({
          name,
          ...(bounds.length > 0 && { permissions: bounds }),
          ...(grants.length > 0 && { grants }),
          ...(lifetime !== null && { expires_at: expiryAfter(Number(lifetime)) }),
        });
      }}
    >
      <Stack gap="md">
        {failure !== null && <Failure message={failure} />}
        <TextInput
          data-autofocus
          description="What it is for."
          label="Name"
          maxLength={100}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
          }}
          required
          value={name}
        />
        <MultiSelect
          data={permissions}
          description="Leave it empty for whatever you may do."
          label="Permissions"
          onChange={setBounds}
          searchable
          value={bounds}
        />
        <TagsInput
          description="Leave it empty for whichever events you may see."
          label="Grants"
          onChange={setGrants}
          placeholder="invoice"
          splitChars={[',', ' ']}
          value={grants}
        />
        <Select
          clearable
          data={lifetimes}
          description="From then on it is no longer valid."
          label="Expires"
          onChange={setLifetime}
          placeholder="Never"
          value={lifetime}
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
  );
}

function Credential({ text, onClose }: { text: string; onClose: () => void }) {
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that had the focus went with the form.
    done.current?.focus();
  }, []);
  return (
    <Stack gap="md">
      <Alert color="blue" icon={<InfoIcon size={18} />} title="Copy it now" variant="light">
        It is shown only this once. Whoever has it can do what it may.
      </Alert>
      <CopyText text={text} what="token" whole />
      <Group justify="flex-end">
        <Button onClick={onClose} ref={done}>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
