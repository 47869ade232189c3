/** The audit log in words: what was done, what it was done to, and what became different. */
import type { ActorKind, AuditEntry } from '~/api/shapes';

export const actorKinds: Record<ActorKind, string> = {
  user: 'People',
  token: 'Tokens',
  system: 'Billhook itself',
  operator: 'The operator',
};

/** What the log can be narrowed to, as the API takes it. */
export const auditedThings: Record<string, string> = {
  'hook.*': 'Hooks',
  'action.*': 'Actions',
  'token.*': 'Tokens',
  'member.*': 'Members',
  'invitation.*': 'Invitations',
  'user.*': 'Accounts and sessions',
  'settings.*': 'Settings',
  'branding.*': 'Branding',
  'event_type.*': 'Event types',
  'preset.*': 'Catalogue imports',
  'app.*': 'Apps',
  'sku.*': 'SKUs',
  'deadline.*': 'Deadlines',
  'timer.*': 'Timers',
  'delivery.*': 'Deliveries',
  'replay.*': 'Replays',
  'event.*': 'Events',
  'portal.*': 'Links of the operator',
  'tenant.*': 'The tenant',
};

/** "hook.updated" as "Hook updated". */
export function operationWords(operation: string): string {
  const words = operation.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Where a subject is shown, by its kind. */
const PLACES: Record<string, string> = {
  hook: '/hooks/',
  app: '/apps/',
  event_type: '/event-types/',
  deadline: '/deadlines/',
  member: '/members/',
  delivery: '/deliveries/',
  event: '/events/',
  replay: '/replays/',
};

/** The path of what an entry is about; null if it has no page, or is gone. */
export function placeOf({ operation, subject }: Pick<AuditEntry, 'operation' | 'subject'>): string | null {
  const place = PLACES[subject.kind];
  return place === undefined || operation.endsWith('.deleted') ? null : place + subject.id;
}

/** One field that became different: JSON texts, null where it was not there. */
export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

/** What differs between the two, field by field; fields of objects are named by their path. */
export function changesOf({ before, after }: Pick<AuditEntry, 'before' | 'after'>): Change[] {
  const was = flat(before);
  const is = flat(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

function flat(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (isObject(value)) {
    for (const [name, inner] of Object.entries(value))
      flat(inner, path === '' ? name : `${path}.${name}`, found);
  } else if (path !== '') {
    found.set(path, shown(value));
  }
  return found;
}

/** Texts without quotes, for the eye; lists as JSON. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
