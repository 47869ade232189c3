/** All members of the tenant. */
import { useInfiniteQuery } from '@tanstack/react-query';

import { Emptiness } from '~/components/base/Emptiness';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { MemberTable } from '~/components/member/MemberTable';
import { listingOf } from '~/pages/listing';
import { usePageTitle } from '~/pages/use-page-title';
import { membersQuery } from '~/services/members';

export function MembersPage() {
  usePageTitle('Members');
  const listing = listingOf(useInfiniteQuery(membersQuery));
  return (
    <>
      <PageHeader below="Who belongs here, and what they may do." title="Members" />
      <TableFrame>
        <MemberTable
          empty={<Emptiness title="No members">Nobody belongs here.</Emptiness>}
          listing={listing}
        />
      </TableFrame>
    </>
  );
}
