/** Making a link into a tenant's console: who opens it and what they may do there; then the link, this once. */
import { Alert, Button, Group, Modal, MultiSelect, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import type { NewTenantLink } from '~/api/shapes';
import { CopyText } from '~/components/base/CopyText';
import { Failure } from '~/components/base/Failure';
import { InfoIcon } from '~/components/base/icons';

export interface TenantLinkDialogProps {
  opened: boolean;
  /** Every permission there is. */
  permissions: string[];
  /** The link, once it is made. */
  url: string | null;
  isPending: boolean;
  failure: string | null;
  onCreate: (link: NewTenantLink) => void;
  onClose: () => void;
}

export function TenantLinkDialog(props: TenantLinkDialogProps) {
  const { opened, url, onClose } = props;
  return (
    <Modal onClose={onClose} opened={opened} title={<Text fw={650}>Link into the console</Text>}>
      {url === null ? <LinkForm {...props} /> : <MadeLink onClose={onClose} url={url} />}
    </Modal>
  );
}

function LinkForm({ permissions, isPending, failure, onCreate, onClose }: TenantLinkDialogProps) {
  const [name, setName] = useState('');
  const [may, setMay] = useState<string[]>([]);
  const [grants, setGrants] = useState<string[]>([]);
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        onCreate({
          ...(name !== '' && { name }),
          ...(may.length > 0 && { permissions: may }),
          ...(grants.length > 0 && { grants }),
        });
      }}
    >
      <Stack gap="md">
        {failure !== null && <Failure message={failure} />}
        <TextInput
          data-autofocus
          description="Who opens it, as the audit log calls them."
          label="Name"
          maxLength={100}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
          }}
          value={name}
        />
        <MultiSelect
          data={permissions}
          description="Leave it empty for what looking after hooks takes."
          label="Permissions"
          onChange={setMay}
          searchable
          value={may}
        />
        <TagsInput
          description="Families of events. Leave it empty for all."
          label="Grants"
          onChange={setGrants}
          placeholder="invoice"
          splitChars={[',', ' ']}
          value={grants}
        />
        <Group gap="xs" justify="flex-end">
          <Button onClick={onClose} variant="default">
            Cancel
          </Button>
          <Button loading={isPending} type="submit">
            Make the link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function MadeLink({ url, onClose }: { url: string; onClose: () => void }) {
  return (
    <Stack gap="md">
      <Alert color="blue" icon={<InfoIcon size={18} />} title="It opens once, and soon" variant="light">
        Send whoever it is for there right away. Opening it here signs you in as them.
      </Alert>
      <CopyText text={url} what="link" whole />
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
