/** What is found from anywhere: pages, hooks, event types by name, and anything whose id is pasted. */

export interface Place {
  /** What it is, such as "Hook". */
  kind: string;
  label: string;
  /** What tells it from others of the same name. */
  note?: string;
  path: string;
}

const BY_ID: [RegExp, string, string][] = [
  [/^hk_\w+$/, 'Hook', '/hooks/'],
  [/^evt_\w+$/, 'Event', '/events/'],
  [/^dlv_\w+$/, 'Delivery', '/deliveries/'],
  [/^ety_\w+$/, 'Event type', '/event-types/'],
  [/^app_\w+$/, 'App', '/apps/'],
  [/^rpl_\w+$/, 'Replay', '/replays/'],
  [/^ddl_\w+$/, 'Deadline', '/deadlines/'],
  [/^mbr_\w+$/, 'Member', '/members/'],
];

const MAX_FOUND = 12;

/** The best places for what was typed: an id alone, else names that begin with it before those that hold it. */
export function found(typed: string, places: Place[]): Place[] {
  const wanted = typed.trim().toLowerCase();
  const id = BY_ID.find(([pattern]) => pattern.test(wanted));
  if (id !== undefined) return [{ kind: id[1], label: wanted, path: id[2] + wanted }];
  const rank = ({ label }: Place) => label.toLowerCase().indexOf(wanted);
  return places
    .filter((place) => rank(place) >= 0)
    .sort((a, b) => Math.min(rank(a), 1) - Math.min(rank(b), 1))
    .slice(0, MAX_FOUND);
}
