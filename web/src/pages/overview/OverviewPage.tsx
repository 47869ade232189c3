/** How everything is doing: what was delivered, what failed, how fast receivers answer, and which hooks need a look. */
import { useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import { Emptiness } from '~/components/base/Emptiness';
import { Failure } from '~/components/base/Failure';
import { ButtonLink, TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { Panel } from '~/components/base/Panel';
import { RangeChoice } from '~/components/stats/RangeChoice';
import { StatsFigures } from '~/components/stats/StatsFigures';
import { StatsPanels } from '~/components/stats/StatsPanels';
import { WorstHooks } from '~/components/stats/WorstHooks';
import classes from '~/pages/overview/OverviewPage.module.css';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { statsQuery } from '~/services/stats';
import type { StatsRange } from '~/words/stats';
import { timeZone } from '~/words/time';

export interface OverviewPageProps {
  range: StatsRange;
  onRange: (range: StatsRange) => void;
}

export function OverviewPage({ range, onRange }: OverviewPageProps) {
  usePageTitle('Overview');
  const may = useMay();
  if (!may('events.view')) {
    return (
      <>
        <PageHeader title="Overview" />
        <Emptiness
          action={
            <ButtonLink to="/hooks" variant="default">
              Go to the hooks
            </ButtonLink>
          }
          title="Not for you to see"
        >
          Figures of deliveries need the permission to view events. A member who edits members can grant it.
        </Emptiness>
      </>
    );
  }
  return <Overview onRange={onRange} range={range} />;
}

function Overview({ range, onRange }: OverviewPageProps) {
  const { data: stats, error, refetch } = useQuery(statsQuery(range));
  const failure = stats === undefined && error !== null;
  return (
    <>
      <PageHeader
        actions={<RangeChoice onChange={onRange} value={range} />}
        below={`What was delivered and what was not, tests left out. Times are those of ${timeZone()}.`}
        title="Overview"
      />
      {failure ? (
        <Failure message={messageOf(error)} onRetry={() => void refetch()} />
      ) : (
        <div className={classes.parts}>
          <StatsFigures stats={stats} />
          <StatsPanels range={range} stats={stats} />
          <div>
            <Panel
              aside={
                <TextLink search={{ state: 'failed', since: stats?.since }} size="sm" to="/deliveries">
                  Failed deliveries
                </TextLink>
              }
              body="flush"
              title="Hooks by failed attempts"
            >
              <WorstHooks
                empty={
                  <Emptiness title="Nothing was sent">
                    Hooks appear here as soon as an event matches one of them.
                  </Emptiness>
                }
                hooks={stats?.worst_hooks}
              />
            </Panel>
          </div>
        </div>
      )}
    </>
  );
}
