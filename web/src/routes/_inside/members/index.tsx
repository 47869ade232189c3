import { createFileRoute } from '@tanstack/react-router';

import { MembersPage } from '~/pages/members/MembersPage';
import { inAdvance } from '~/services/in-advance';
import { membersQuery } from '~/services/members';

export const Route = createFileRoute('/_inside/members/')({
  loader: ({ context }) => {
    inAdvance(context.queryClient.infiniteQuery(membersQuery));
  },
  component: MembersPage,
});
