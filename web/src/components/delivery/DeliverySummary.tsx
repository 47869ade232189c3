/** What a delivery is, at a glance, with the ways to its hook and its event. */
import type { Delivery } from '~/api/shapes';
import { CopyText } from '~/components/base/CopyText';
import { Facts, type Fact } from '~/components/base/Facts';
import { TextLink } from '~/components/base/links';
import { When } from '~/components/base/When';
import { deliveryKinds } from '~/words/delivery';

export function DeliverySummary({ delivery, hookName }: { delivery: Delivery; hookName: string }) {
  const { next_attempt_at, finished_at } = delivery;
  const next: Fact[] =
    next_attempt_at == null ? [] : [{ term: 'Next attempt', value: <When at={next_attempt_at} /> }];
  return (
    <Facts
      facts={[
        {
          term: 'Hook',
          value: (
            <TextLink params={{ hookId: delivery.hook_id }} to="/hooks/$hookId">
              <bdi>{hookName}</bdi>
            </TextLink>
          ),
        },
        {
          term: 'Event',
          value: (
            <TextLink params={{ eventId: delivery.event_id }} to="/events/$eventId">
              {delivery.event_type}
            </TextLink>
          ),
        },
        { term: 'Kind', value: deliveryKinds[delivery.kind] },
        { term: 'Attempts', value: delivery.attempts },
        ...next,
        { term: 'Created', value: <When at={delivery.created_at} /> },
        { term: 'Finished', value: <When at={finished_at} never="Not yet" /> },
        { term: 'Id', value: <CopyText text={delivery.id} what="delivery id" /> },
      ]}
    />
  );
}
