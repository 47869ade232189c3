import { createFileRoute } from '@tanstack/react-router';

import { ReplaysPage } from '~/pages/replays/ReplaysPage';
import { inAdvance } from '~/services/in-advance';
import { replaysQuery } from '~/services/replays';

export const Route = createFileRoute('/_inside/replays/')({
  loader: ({ context }) => {
    inAdvance(context.queryClient.infiniteQuery(replaysQuery));
  },
  component: ReplaysPage,
});
