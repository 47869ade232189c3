import { createFileRoute } from '@tanstack/react-router';

import { InvitePage } from '~/pages/members/InvitePage';
import { inAdvance } from '~/services/in-advance';
import { permissionSetsQuery } from '~/services/members';

export const Route = createFileRoute('/_inside/members/invite')({
  loader: ({ context }) => {
    inAdvance(context.queryClient.query(permissionSetsQuery));
  },
  component: Invite,
});

function Invite() {
  const navigate = Route.useNavigate();
  return <InvitePage onDone={() => void navigate({ to: '/members' })} />;
}
