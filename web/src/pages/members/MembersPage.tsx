/** All members of the tenant, and those who are invited. */
import { Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';

import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { ButtonLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { MemberTable } from '~/components/member/MemberTable';
import { listingOf } from '~/pages/listing';
import { Invitations } from '~/pages/members/Invitations';
import { usePageTitle } from '~/pages/use-page-title';
import { membersQuery } from '~/services/members';

export function MembersPage() {
  usePageTitle('Members');
  const listing = listingOf(useInfiniteQuery(membersQuery));
  return (
    <>
      <PageHeader
        actions={
          <ButtonLink leftSection={<PlusIcon />} to="/members/invite">
            Invite
          </ButtonLink>
        }
        below="Who belongs here, and what they may do."
        title="Members"
      />
      <Stack gap="md">
        <TableFrame>
          <MemberTable
            empty={<Emptiness title="No members">Nobody belongs here.</Emptiness>}
            listing={listing}
          />
        </TableFrame>
        <Invitations />
      </Stack>
    </>
  );
}
