import { createFileRoute } from '@tanstack/react-router';

import { HookOverview } from '~/pages/hooks/HookOverview';
import { hookDeliveriesQuery } from '~/services/deliveries';
import { inAdvance } from '~/services/in-advance';
import { readRange, type StatsRange } from '~/words/stats';

export const Route = createFileRoute('/_inside/hooks/$hookId/_parts/')({
  validateSearch: ({ range }): { range?: StatsRange } =>
    range === undefined ? {} : { range: readRange(range) },
  loader: ({ context: { queryClient }, params: { hookId } }) => {
    inAdvance(queryClient.query(hookDeliveriesQuery(hookId)));
  },
  component: Overview,
});

function Overview() {
  const navigate = Route.useNavigate();
  const { range = 'day' } = Route.useSearch();
  return (
    <HookOverview
      hookId={Route.useParams().hookId}
      onRange={(range) => void navigate({ search: { range }, replace: true, resetScroll: false })}
      range={range}
    />
  );
}
