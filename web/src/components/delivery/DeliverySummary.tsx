/** What a delivery is, at a glance, with the ways to its hook and its event, and to where it comes from. */
import type { Delivery } from '~/api/shapes';
import { CopyText } from '~/components/base/CopyText';
import { Facts, type Fact } from '~/components/base/Facts';
import { TextLink } from '~/components/base/links';
import { When } from '~/components/base/When';
import { deliveryKinds } from '~/words/delivery';

export interface DeliverySummaryProps {
  delivery: Delivery;
  hookName: string;
  /** Whether the user may see replays of many. */
  maySeeReplays: boolean;
}

export function DeliverySummary({ delivery, hookName, maySeeReplays }: DeliverySummaryProps) {
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
        ...origin(delivery, maySeeReplays),
        { term: 'Attempts', value: delivery.attempts },
        ...next,
        { term: 'Created', value: <When at={delivery.created_at} /> },
        { term: 'Finished', value: <When at={finished_at} never="Not yet" /> },
        { term: 'Id', value: <CopyText text={delivery.id} what="delivery id" /> },
      ]}
    />
  );
}

/** The replay that made it, and the delivery that it repeats. */
function origin({ replay_id, repeats_id }: Delivery, maySeeReplays: boolean): Fact[] {
  const facts: Fact[] = [];
  if (replay_id != null) {
    const words = 'A replay of many';
    const link = (
      <TextLink params={{ replayId: replay_id }} to="/replays/$replayId">
        {words}
      </TextLink>
    );
    facts.push({ term: 'Made by', value: maySeeReplays ? link : words });
  }
  if (repeats_id != null) {
    const link = (
      <TextLink params={{ deliveryId: repeats_id }} to="/deliveries/$deliveryId">
        An earlier delivery
      </TextLink>
    );
    facts.push({ term: 'Repeats', value: link });
  }
  return facts;
}
