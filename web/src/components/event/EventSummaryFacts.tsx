/** What an event says about itself, beside its data. */
import type { Event } from '~/api/shapes';
import { CopyText } from '~/components/base/CopyText';
import { Facts, type Fact } from '~/components/base/Facts';
import { TextLink } from '~/components/base/links';
import { When } from '~/components/base/When';
import { counted } from '~/words/time';

export function EventSummaryFacts({ event }: { event: Event }) {
  const optional: [string, string | null | undefined][] = [
    ['App', event.app],
    ['SKU', event.sku],
    ['About', event.subjects.join(', ')],
    ['Actor', event.actor],
    ['Origin', event.origin],
    ['Mode', event.test_mode ? 'Test' : null],
    ['Own id', event.external_id],
  ];
  const given = optional.flatMap(([term, value]): Fact[] =>
    value ? [{ term, value: <bdi>{value}</bdi> }] : [],
  );
  return (
    <Facts
      facts={[
        { term: 'Occurred', value: <When at={event.occurred_at} /> },
        { term: 'Accepted', value: <When at={event.created_at} /> },
        ...(event.deliver_at == null ? [] : [{ term: 'Held until', value: <When at={event.deliver_at} /> }]),
        ...(event.caused_by == null
          ? []
          : [{ term: 'Emitted by', value: <Cause cause={event.caused_by} /> }]),
        {
          term: 'Hooks',
          value: `${counted(event.matched, 'matched hook')}, ${counted(event.skipped, 'skipped hook')}`,
        },
        ...given,
        { term: 'Id', value: <CopyText text={event.id} what="event id" /> },
      ]}
    />
  );
}

/** The deadline that emitted the event, and the event that armed it. */
function Cause({ cause }: { cause: NonNullable<Event['caused_by']> }) {
  return (
    <>
      a{' '}
      <TextLink params={{ deadlineId: cause.deadline_id }} to="/deadlines/$deadlineId">
        deadline
      </TextLink>
      , armed by{' '}
      <TextLink params={{ eventId: cause.event_id }} to="/events/$eventId">
        another event
      </TextLink>
    </>
  );
}
