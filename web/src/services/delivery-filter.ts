/** Reads a filter of deliveries from a URL: what is not understood is left out, so that an old link still opens. */
import type { DeliveryFilter } from '~/services/delivery-keys';
import { deliveryStates } from '~/words/delivery';

const TEXTS = ['hook', 'event', 'replay', 'event_type', 'since', 'until'] as const;

export function readFilter(search: Record<string, unknown>): DeliveryFilter {
  const filter: DeliveryFilter = {};
  if (isState(search.state)) filter.state = search.state;
  for (const name of TEXTS) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') filter[name] = value;
  }
  return filter;
}

function isState(value: unknown): value is keyof typeof deliveryStates {
  return typeof value === 'string' && value in deliveryStates;
}
