import { createFileRoute } from '@tanstack/react-router';

import { DeadlinesPage } from '~/pages/deadlines/DeadlinesPage';
import { deadlinesQuery } from '~/services/deadlines';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/deadlines/')({
  loader: ({ context }) => {
    inAdvance(context.queryClient.infiniteQuery(deadlinesQuery));
  },
  component: DeadlinesPage,
});
