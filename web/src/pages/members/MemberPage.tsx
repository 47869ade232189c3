/** One member: what they may do and see, changed with a look at what that costs. */
import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import type { Member, PermissionSet } from '~/api/shapes';
import { Confirmation } from '~/components/base/Confirmation';
import { ChevronLeftIcon, TrashIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { StateMark } from '~/components/base/StateMark';
import { MemberForm } from '~/components/member/MemberForm';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import {
  memberQuery,
  permissionSetsQuery,
  usePreviewMember,
  useRemoveMember,
  useUpdateMember,
} from '~/services/members';
import { memberStateSaid } from '~/words/member';

export interface MemberPageProps {
  memberId: string;
  /** Leaves the page, after a change as after a removal. */
  onDone: () => void;
}

export function MemberPage({ memberId, onDone }: MemberPageProps) {
  const member = useQuery(memberQuery(memberId));
  const sets = useQuery(permissionSetsQuery);
  usePageTitle(member.data?.user.name ?? 'Member');
  return (
    <OneThing query={member}>
      {(member) => (
        <OneThing query={sets}>
          {(sets) => <OneMember member={member} onDone={onDone} sets={sets} />}
        </OneThing>
      )}
    </OneThing>
  );
}

interface OneMemberProps {
  member: Member;
  sets: PermissionSet[];
  onDone: () => void;
}

function OneMember({ member, sets, onDone }: OneMemberProps) {
  const may = useMay();
  const preview = usePreviewMember(member.id);
  const update = useUpdateMember(member.id);
  const problem = update.error ?? preview.error;
  return (
    <>
      <PageHeader
        actions={<RemoveMember member={member} onDone={onDone} />}
        below={member.user.email}
        mark={<StateMark look="pill" said={memberStateSaid(member.state)} />}
        parent={
          <TextLink to="/members">
            <ChevronLeftIcon size={14} /> Members
          </TextLink>
        }
        title={member.user.name}
      />
      <MemberForm
        failure={problem === null ? null : messageOf(problem)}
        isPending={preview.isPending || update.isPending}
        mayGive={may}
        member={member}
        onPreview={(change) => {
          preview.mutate(change);
        }}
        onSave={(change) => {
          update.mutate(change, { onSuccess: onDone });
        }}
        onTouch={() => {
          preview.reset();
          update.reset();
        }}
        preview={preview.data ?? null}
        sets={sets}
      />
    </>
  );
}

function RemoveMember({ member, onDone }: { member: Member; onDone: () => void }) {
  const [isAsking, asking] = useDisclosure(false);
  const remove = useRemoveMember(member.id);
  return (
    <>
      <Button color="red" leftSection={<TrashIcon />} onClick={asking.open} variant="default">
        Remove
      </Button>
      <Confirmation
        confirm="Remove"
        failure={remove.error === null ? null : messageOf(remove.error)}
        isPending={remove.isPending}
        onClose={asking.close}
        onConfirm={() => {
          remove.mutate(undefined, { onSuccess: onDone });
        }}
        opened={isAsking}
        title="Remove this member?"
        tone="danger"
      >
        <Text>
          The tokens of <bdi>{member.user.name}</bdi> are revoked and their hooks deactivated. The hooks can
          be handed to somebody else.
        </Text>
      </Confirmation>
    </>
  );
}
