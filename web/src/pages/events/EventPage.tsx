/** One event: its data, and each hook that matched, with what came of it. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import type { Event } from '~/api/shapes';
import { Columns } from '~/components/base/Columns';
import { Emptiness } from '~/components/base/Emptiness';
import { ChevronLeftIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { Panel } from '~/components/base/Panel';
import { DeliveryTable } from '~/components/delivery/DeliveryTable';
import { EventSummaryFacts } from '~/components/event/EventSummaryFacts';
import { BodyText } from '~/components/http/BodyText';
import { listingOf } from '~/pages/listing';
import { OneThing } from '~/pages/OneThing';
import { useHookNames } from '~/pages/use-hook-names';
import { usePageTitle } from '~/pages/use-page-title';
import { deliveriesQuery } from '~/services/deliveries';
import { eventQuery } from '~/services/events';

export function EventPage({ eventId }: { eventId: string }) {
  const event = useQuery(eventQuery(eventId));
  usePageTitle(event.data?.type ?? 'Event');
  return <OneThing query={event}>{(event) => <EventView event={event} />}</OneThing>;
}

function EventView({ event }: { event: Event }) {
  const listing = listingOf(useInfiniteQuery(deliveriesQuery({ event: event.id })));
  const hookNames = useHookNames();
  return (
    <>
      <PageHeader
        parent={
          <TextLink to="/events">
            <ChevronLeftIcon size={14} /> Events
          </TextLink>
        }
        title={event.type}
      />
      <Columns
        main={
          <>
            <Panel body="flush" title="Hooks that matched">
              <DeliveryTable
                by="hook"
                empty={
                  <Emptiness title="No hook matched">
                    No hook had an action for {event.type} when this event came. Add the type to a hook to get
                    the next one.
                  </Emptiness>
                }
                hookNames={hookNames}
                listing={listing}
              />
            </Panel>
            <Panel title="Data">
              <BodyText body={JSON.stringify(event.data)} label="Event data" />
            </Panel>
          </>
        }
        side={
          <Panel title="About">
            <EventSummaryFacts event={event} />
          </Panel>
        }
      />
    </>
  );
}
