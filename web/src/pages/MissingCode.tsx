/** What stands for a page whose code cannot be loaded, until the page as a whole is loaded anew. */
import { useMutation, useQuery } from '@tanstack/react-query';

import { ApiProblem, messageOf } from '~/api/problem';
import { Failure } from '~/components/base/Failure';
import { PageSkeleton } from '~/components/base/PageSkeleton';
import { reloadFor, type WayOn } from '~/services/missing-code';

const reasons: Record<Exclude<WayOn, 'reloading'>, string> = {
  unreachable: messageOf(new ApiProblem(0, {})),
  'still-missing': 'A part of the console is missing. If it stays so, tell your operator.',
};

export function MissingCode({ error }: { error: Error }) {
  // Asked again, as all queries are, once the network is back.
  const first = useQuery({
    queryKey: ['missing-code', error.message],
    queryFn: () => reloadFor(error, false),
    gcTime: 0,
  });
  const again = useMutation({ mutationFn: () => reloadFor(error, true) });
  const way = again.data ?? first.data ?? 'reloading';
  if (way === 'reloading') return <PageSkeleton />;
  return (
    <Failure
      message={reasons[way]}
      onRetry={() => {
        again.mutate();
      }}
      title="This page cannot be loaded"
    />
  );
}
