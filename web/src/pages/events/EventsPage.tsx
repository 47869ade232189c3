/** All events of the tenant. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { ButtonLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import classes from '~/components/base/Filters.module.css';
import { EventTable } from '~/components/event/EventTable';
import { listingOf } from '~/pages/listing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { eventsQuery, type EventFilter } from '~/services/events';

export interface EventsPageProps {
  filter: EventFilter;
  onFilter: (filter: EventFilter) => void;
}

export function EventsPage({ filter, onFilter }: EventsPageProps) {
  usePageTitle('Events');
  const mayPost = useMay()('events.publish');
  // The list before stays while another one is on its way.
  const listing = listingOf(useInfiniteQuery({ ...eventsQuery(filter), placeholderData: keepPreviousData }));
  return (
    <>
      <PageHeader
        actions={
          mayPost && (
            <ButtonLink leftSection={<PlusIcon />} to="/events/new">
              Post an event
            </ButtonLink>
          )
        }
        below="What happened, and which hooks it went to."
        title="Events"
      />
      <TypeFilter filter={filter} key={filter.event_type ?? ''} onFilter={onFilter} />
      <TableFrame>
        <EventTable
          empty={
            filter.event_type === undefined && filter.held === undefined ? (
              <Emptiness title="No events yet">
                Post one here, with <code>POST /api/v1/events</code>, or with <code>billhook send</code>.
              </Emptiness>
            ) : (
              <Emptiness title="Nothing matches">
                {filter.held ? 'No event is held back.' : 'No event is of this type.'}
              </Emptiness>
            )
          }
          listing={listing}
        />
      </TableFrame>
    </>
  );
}

function TypeFilter({ filter, onFilter }: EventsPageProps) {
  return (
    <form
      aria-label="Filter events"
      className={classes.root}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const typed = new FormData(submitted.currentTarget).get('event_type');
        onFilter({
          ...filter,
          event_type: typeof typed === 'string' ? typed.trim() || undefined : undefined,
        });
      }}
      role="search"
    >
      <TextInput
        defaultValue={filter.event_type ?? ''}
        label="Event type"
        name="event_type"
        placeholder="invoice.paid"
        w={220}
      />
      <SegmentedControl
        aria-label="Which events"
        data={[
          { value: 'all', label: 'All' },
          { value: 'held', label: 'Held' },
        ]}
        onChange={(which) => {
          onFilter({ ...filter, held: which === 'held' ? true : undefined });
        }}
        value={filter.held ? 'held' : 'all'}
      />
      <Button type="submit" variant="default">
        Filter
      </Button>
    </form>
  );
}
