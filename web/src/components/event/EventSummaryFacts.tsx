/** What an event says about itself, beside its data. */
import type { Event } from '~/api/shapes';
import { CopyText } from '~/components/base/CopyText';
import { Facts, type Fact } from '~/components/base/Facts';
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
  ];
  const given = optional.flatMap(([term, value]): Fact[] =>
    value ? [{ term, value: <bdi>{value}</bdi> }] : [],
  );
  return (
    <Facts
      facts={[
        { term: 'Occurred', value: <When at={event.occurred_at} /> },
        { term: 'Accepted', value: <When at={event.created_at} /> },
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
