import { createFileRoute } from '@tanstack/react-router';

import { OverviewPage } from '~/pages/overview/OverviewPage';
import { readRange, type StatsRange } from '~/words/stats';

export const Route = createFileRoute('/_inside/')({
  validateSearch: ({ range }): { range?: StatsRange } =>
    range === undefined ? {} : { range: readRange(range) },
  component: Overview,
});

function Overview() {
  const navigate = Route.useNavigate();
  const { range = 'day' } = Route.useSearch();
  return <OverviewPage onRange={(range) => void navigate({ search: { range } })} range={range} />;
}
