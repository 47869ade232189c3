/** One event: its data, and each hook that matched, with what came of it. */
import { Alert, List, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { Columns } from '~/components/base/Columns';
import { Emptiness } from '~/components/base/Emptiness';
import { ChevronLeftIcon, WarningIcon } from '~/components/base/icons';
import { ButtonLink, TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { Panel } from '~/components/base/Panel';
import { When } from '~/components/base/When';
import { DeliveryTable } from '~/components/delivery/DeliveryTable';
import { EventSummaryFacts } from '~/components/event/EventSummaryFacts';
import { BodyText } from '~/components/http/BodyText';
import { EventMatches } from '~/pages/events/EventMatches';
import { HeldEvent } from '~/pages/events/HeldEvent';
import { listingOf } from '~/pages/listing';
import { OneThing } from '~/pages/OneThing';
import { useHookNames } from '~/pages/use-hook-names';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { deliveriesQuery } from '~/services/deliveries';
import { eventQuery, type EventAsPosted } from '~/services/events';

export function EventPage({ eventId }: { eventId: string }) {
  const event = useQuery(eventQuery(eventId));
  usePageTitle(`Event ${event.data?.event.type ?? ''}`.trim());
  return <OneThing query={event}>{(posted) => <EventView {...posted} />}</OneThing>;
}

function EventView({ event, dataText, previousText }: EventAsPosted) {
  const mayPost = useMay()('events.publish');
  const listing = listingOf(useInfiniteQuery(deliveriesQuery({ event: event.id })));
  const hookNames = useHookNames(listing.rows?.map(({ hook_id }) => hook_id));
  return (
    <>
      <PageHeader
        actions={
          mayPost && (
            <>
              <HeldEvent event={event} />
              <ButtonLink search={{ like: event.id }} to="/events/new" variant="default">
                Post one like it
              </ButtonLink>
            </>
          )
        }
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
            {event.violations.length > 0 && <Violations violations={event.violations} />}
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
            <EventMatches eventId={event.id} />
            <Panel title="Data">
              {event.erased_at == null ? (
                <BodyText body={dataText} label="Event data" />
              ) : (
                <Text c="dimmed">
                  Erased <When at={event.erased_at} />, as the settings say. What became of the event stays.
                </Text>
              )}
            </Panel>
            {previousText !== null && (
              <Panel title="As it was before">
                <BodyText body={previousText} label="Data as it was before" />
              </Panel>
            )}
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

/** Where the data is not as the schema of its type has it. */
function Violations({ violations }: Pick<EventAsPosted['event'], 'violations'>) {
  return (
    <Alert color="yellow" icon={<WarningIcon size={18} />} title="Not as its schema says" variant="light">
      <List>
        {violations.map(({ pointer, detail }) => (
          <List.Item key={`${pointer} ${detail}`}>
            <code>{pointer}</code> {detail}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
