/** What lists of deliveries are kept under. Apart from how they are fetched, for those who only say that they are old. */
import type { DeliveryState } from '~/api/shapes';

/** What a list of deliveries can be narrowed by. */
export interface DeliveryFilter {
  hook?: string | undefined;
  event?: string | undefined;
  /** The replay that made them. */
  replay?: string | undefined;
  state?: DeliveryState | undefined;
  event_type?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

export const deliveryKeys = {
  lists: ['deliveries', 'list'] as const,
  list: (filter: DeliveryFilter) => ['deliveries', 'list', filter] as const,
  ones: ['deliveries', 'one'] as const,
  one: (id: string) => ['deliveries', 'one', id] as const,
  attempts: (id: string, after: number) => ['deliveries', 'one', id, 'attempts', after] as const,
};
