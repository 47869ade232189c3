/** Inviting somebody: to which address, and what they may do and see once they have joined. */
import { Button, Group, Stack, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';

import type { NewInvitation, PermissionSet } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { Panel } from '~/components/base/Panel';
import { keepEnter } from '~/components/base/keep-enter';
import { PermissionMatrix } from '~/components/member/PermissionMatrix';
import { SetChoice } from '~/components/member/SetChoice';

export interface InviteFormProps {
  sets: PermissionSet[];
  mayGive: (permission: string) => boolean;
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<keyof NewInvitation, string>>;
  onInvite: (invitation: NewInvitation) => void;
  onCancel: () => void;
}

const NOTHING: string[] = [];

export function InviteForm(props: InviteFormProps) {
  const { sets, mayGive, isPending, failure, fieldErrors, onInvite, onCancel } = props;
  const [email, setEmail] = useState('');
  const [permissions, setPermissions] = useState(() => leastOf(sets).filter(mayGive));
  const [grants, setGrants] = useState(['*']);
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        onInvite({ email: email.trim(), permissions, grants });
      }}
    >
      <Stack gap="md">
        {failure !== null && <Failure message={failure} />}
        <Panel title="Who">
          <TextInput
            autoComplete="off"
            description="The link goes to this address. It works once."
            error={fieldErrors.email}
            label="E-mail"
            maw={420}
            onChange={({ currentTarget }) => {
              setEmail(currentTarget.value);
            }}
            required
            type="email"
            value={email}
          />
        </Panel>
        <Panel title="What they may do">
          <Stack gap="md">
            <SetChoice
              onChoose={(chosen) => {
                setPermissions(chosen.filter(mayGive));
              }}
              permissions={permissions}
              sets={sets}
            />
            <PermissionMatrix
              before={NOTHING}
              mayGive={mayGive}
              onChange={setPermissions}
              value={permissions}
            />
          </Stack>
        </Panel>
        <Panel title="Which events they may see and hook">
          <TagsInput
            acceptValueOnBlur
            description="The first part of an event type, such as invoice or order; * is all of them."
            error={fieldErrors.grants}
            label="Grants"
            onChange={setGrants}
            placeholder={grants.length === 0 ? 'invoice' : ''}
            splitChars={[',', ' ']}
            value={grants}
            wrapperProps={keepEnter}
          />
        </Panel>
        <Group gap="xs">
          <Button loading={isPending} type="submit">
            Send the invitation
          </Button>
          <Button onClick={onCancel} variant="default">
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the smallest of the ready-made sets gives: more is to be chosen, not to be overlooked. */
function leastOf(sets: PermissionSet[]): string[] {
  const smallest = [...sets].sort((a, b) => a.permissions.length - b.permissions.length)[0];
  return smallest?.permissions ?? [];
}
