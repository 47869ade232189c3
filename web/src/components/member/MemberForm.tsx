/** What a member may do and see, to be changed: nothing is saved before it was said what the change does. */
import { Button, Group, Stack, Switch, TagsInput, Text } from '@mantine/core';
import { useState } from 'react';

import type { Member, MemberPatch, MemberPreview, PermissionSet } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { Panel } from '~/components/base/Panel';
import { CostOfChange } from '~/components/member/CostOfChange';
import { PermissionMatrix } from '~/components/member/PermissionMatrix';
import { SetChoice } from '~/components/member/SetChoice';
import { isOwners, isSame } from '~/words/permission';

export interface MemberFormProps {
  member: Member;
  sets: PermissionSet[];
  mayGive: (permission: string) => boolean;
  /** What the change that was last asked about would do; null before it is asked. */
  preview: MemberPreview | null;
  isPending: boolean;
  failure: string | null;
  /** Asks what a change would do. */
  onPreview: (change: MemberPatch) => void;
  /** The form has changed: what was said about it no longer holds. */
  onTouch: () => void;
  onSave: (change: MemberPatch) => void;
}

export function MemberForm(props: MemberFormProps) {
  const { member, sets, mayGive, preview, isPending, failure, onPreview, onTouch, onSave } = props;
  const isAnOwner =
    member.user.kind !== 'portal' &&
    member.grants.includes('*') &&
    isOwners((permission) => member.permissions.includes(permission));
  const isBeyondReader = isAnOwner && !isOwners(mayGive);
  const [permissions, setPermissions] = useState(member.permissions);
  const [grants, setGrants] = useState(member.grants);
  const [isActive, setIsActive] = useState(member.state === 'active');
  const change = changeOf(member, permissions, grants, isActive);
  const touched =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      onTouch();
    };
  return (
    <Stack gap="md">
      {failure !== null && <Failure message={failure} />}
      {isBeyondReader && (
        <Text c="dimmed">
          <bdi>{member.user.name}</bdi> is an owner, with every permission: only another owner can change or
          remove them.
        </Text>
      )}
      <Panel title="What they may do">
        <Stack gap="md">
          {!isBeyondReader && (
            <SetChoice onChoose={touched(setPermissions)} permissions={permissions} sets={sets} />
          )}
          <PermissionMatrix
            before={member.permissions}
            isFixed={isBeyondReader}
            mayGive={mayGive}
            onChange={touched(setPermissions)}
            value={permissions}
          />
        </Stack>
      </Panel>
      <Panel title="Which events they may see and hook">
        <TagsInput
          disabled={isBeyondReader}
          description="The first part of an event type, such as invoice or order; * is all of them."
          label="Grants"
          onChange={touched(setGrants)}
          placeholder="invoice"
          splitChars={[',', ' ']}
          value={grants}
        />
      </Panel>
      <Panel title="State">
        <Switch
          checked={isActive}
          disabled={isBeyondReader}
          description="Sessions and tokens of a disabled member stop at once."
          label="Active"
          onChange={({ currentTarget }) => {
            touched(setIsActive)(currentTarget.checked);
          }}
        />
      </Panel>
      {preview !== null && <CostOfChange name={member.user.name} preview={preview} />}
      <Group gap="xs">
        {preview === null ? (
          <Button
            disabled={change === null}
            loading={isPending}
            onClick={() => {
              if (change !== null) onPreview(change);
            }}
          >
            Review the change
          </Button>
        ) : (
          <Button
            color={preview.hooks.length > 0 ? 'red' : undefined}
            loading={isPending}
            onClick={() => {
              if (change !== null) onSave(change);
            }}
          >
            Save
          </Button>
        )}
        {change === null && <Text c="dimmed">Nothing has changed.</Text>}
      </Group>
    </Stack>
  );
}

/** What differs from the member as they are; null if nothing does. */
function changeOf(
  member: Member,
  permissions: string[],
  grants: string[],
  isActive: boolean,
): MemberPatch | null {
  const change: MemberPatch = {};
  if (!isSame(permissions, member.permissions)) change.permissions = permissions;
  if (!isSame(grants, member.grants)) change.grants = grants;
  if (isActive !== (member.state === 'active')) change.state = isActive ? 'active' : 'disabled';
  return Object.keys(change).length === 0 ? null : change;
}
