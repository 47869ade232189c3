import { createFileRoute } from '@tanstack/react-router';

import { HooksPage } from '~/pages/hooks/HooksPage';
import { hooksQuery } from '~/services/hooks';
import { inAdvance } from '~/services/in-advance';

export const Route = createFileRoute('/_inside/hooks/')({
  loader: ({ context }) => {
    inAdvance(context.queryClient.infiniteQuery(hooksQuery));
  },
  component: HooksPage,
});
