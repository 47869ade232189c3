/** The hooks that did not get an event, each with the reason. */
import { useInfiniteQuery } from '@tanstack/react-query';

import { Emptiness } from '~/components/base/Emptiness';
import { Panel } from '~/components/base/Panel';
import { MatchTable } from '~/components/event/MatchTable';
import { listingOf } from '~/pages/listing';
import { matchesQuery } from '~/services/events';

export function EventMatches({ eventId }: { eventId: string }) {
  const listing = listingOf(useInfiniteQuery(matchesQuery(eventId)));
  const others = listing.rows?.filter(({ delivered_to }) => !delivered_to);
  return (
    <Panel body="flush" title="Hooks that did not get it">
      <MatchTable
        empty={
          listing.onMore === null ? (
            <Emptiness title="No other hook">Every hook has a delivery of this event.</Emptiness>
          ) : (
            <Emptiness title="None among the latest hooks" />
          )
        }
        listing={{ ...listing, rows: others?.map((match) => ({ id: match.hook_id, ...match })) }}
      />
    </Panel>
  );
}
