import { createFileRoute } from '@tanstack/react-router';

import { TokensPage } from '~/pages/tokens/TokensPage';
import { inAdvance } from '~/services/in-advance';
import { tokensQuery } from '~/services/tokens';

export const Route = createFileRoute('/_inside/tokens/')({
  loader: ({ context }) => {
    inAdvance(context.queryClient.infiniteQuery(tokensQuery));
  },
  component: TokensPage,
});
