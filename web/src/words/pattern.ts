/** Which event types an action takes: exact (`invoice.paid`), a family (`invoice.*`) or everything (`*`). */

const PATTERN = /^(?:\*|[a-z0-9_-]+\.\*|[a-z0-9_-]+(?:\.[a-z0-9_-]+)+)$/;

/** True of what the API takes for a pattern, but for its length. */
export function isPattern(text: string): boolean {
  return PATTERN.test(text);
}

/** True if the pattern takes events of this type. */
export function matches(pattern: string, eventType: string): boolean {
  if (pattern === '*') return true;
  if (pattern.endsWith('.*')) return resourceOf(eventType) === pattern.slice(0, -2);
  return pattern === eventType;
}

/** The part before the first dot: what a grant is for. */
export function resourceOf(eventType: string): string {
  return eventType.split('.', 1)[0] ?? eventType;
}

/** What may be chosen: everything, each family, then each type of the catalogue. */
export function suggestions(eventTypes: string[]): string[] {
  const families = new Set(eventTypes.map((name) => `${resourceOf(name)}.*`));
  return ['*', ...[...families].sort(), ...[...eventTypes].sort()];
}

/** What a pattern takes of a catalogue, in a few words. */
export function takesWords(pattern: string, eventTypes: string[]): string {
  if (pattern === '*') return 'Every event';
  const taken = eventTypes.filter((name) => matches(pattern, name));
  if (!pattern.endsWith('.*'))
    return taken.length === 0 ? 'This type, which nobody has declared yet' : 'This type alone';
  const family = `Every ${pattern.slice(0, -2)} event`;
  return taken.length === 0 ? `${family}; none is known yet` : `${family}, ${taken.length} known so far`;
}
