import { createFileRoute } from '@tanstack/react-router';

import { MemberPage } from '~/pages/members/MemberPage';
import { inAdvance } from '~/services/in-advance';
import { memberQuery } from '~/services/members';

export const Route = createFileRoute('/_inside/members/$memberId')({
  loader: ({ context, params }) => {
    inAdvance(context.queryClient.query(memberQuery(params.memberId)));
  },
  component: OneMember,
});

function OneMember() {
  const { memberId } = Route.useParams();
  const navigate = Route.useNavigate();
  return <MemberPage key={memberId} memberId={memberId} onDone={() => void navigate({ to: '/members' })} />;
}
