/** A list of members: who, what they may do, and which events they may see and hook. */
import type { ReactNode } from 'react';

import type { Member } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import { memberStateSaid } from '~/words/member';
import { grantsLine, permissionsLine } from '~/words/permission';

const columns: Column<Member>[] = [
  {
    head: 'Name',
    phone: 'title',
    cell: (member) => (
      <TextLink params={{ memberId: member.id }} to="/members/$memberId">
        <bdi>{member.user.name}</bdi>
      </TextLink>
    ),
  },
  { head: 'E-mail', phone: 'line', cell: (member) => member.user.email },
  { head: 'May do', width: '10rem', cell: (member) => permissionsLine(member.permissions) },
  { head: 'Events', width: '14rem', cell: (member) => grantsLine(member.grants) },
  {
    head: 'State',
    width: '8rem',
    phone: 'mark',
    cell: (member) => <StateMark said={memberStateSaid(member.state)} />,
  },
];

export function MemberTable({ listing, empty }: { listing: Listing<Member>; empty: ReactNode }) {
  return <Rows columns={columns} empty={empty} label="Members" listing={listing} />;
}
