/** Between instants of the API and the fields of a browser, which hold local times without a zone. */

/** "2026-11-20T13:00" for a `datetime-local` field; empty for none. */
export function localOf(instant: string | null | undefined): string {
  if (instant == null || Number.isNaN(Date.parse(instant))) return '';
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The instant of a local time; undefined for an empty field and for what is no time. */
export function instantOf(local: string): string | undefined {
  const at = Date.parse(local);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
