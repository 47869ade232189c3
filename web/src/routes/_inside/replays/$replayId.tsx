import { createFileRoute } from '@tanstack/react-router';

import { ReplayPage } from '~/pages/replays/ReplayPage';
import { inAdvance } from '~/services/in-advance';
import { replayQuery } from '~/services/replays';

export const Route = createFileRoute('/_inside/replays/$replayId')({
  loader: ({ context, params }) => {
    inAdvance(context.queryClient.query(replayQuery(params.replayId)));
  },
  component: OneReplay,
});

function OneReplay() {
  return <ReplayPage replayId={Route.useParams().replayId} />;
}
