/** The filter of an action: JSON as it is typed, and what it asks in a line. */
import type { NewAction } from '~/api/shapes';
import { checkJson, losesDigits, readable } from '~/words/json';

type Filter = NonNullable<NewAction['filter']>;

/** What is wrong with the text of a filter; null if nothing is, or if there is none. Its meaning is the server's to check. */
export function checkFilter(text: string): string | null {
  if (text.trim() === '') return null;
  const wrong = checkJson(text);
  if (wrong !== null) return wrong;
  if (!isObject(JSON.parse(text))) return 'A JSON object, such as {"field": "/total", "gte": 1000}';
  return losesDigits(text)
    ? 'A whole number beyond 2^53 would be changed here: set this filter through the API'
    : null;
}

/** True of a filter with a number that is no longer what the API said. */
export function isRounded(filter: Filter | null | undefined): boolean {
  return filter != null && losesDigits(JSON.stringify(filter));
}

/** The filter of a text that was checked; null for none. */
export function readFilter(text: string): Filter | null {
  if (text.trim() === '') return null;
  const value: unknown = JSON.parse(text);
  return isObject(value) ? value : null;
}

/** A filter as a text to be changed. */
export function writeFilter(filter: Filter | null | undefined): string {
  if (filter == null) return '';
  return readable(JSON.stringify(filter));
}

const SIGNS: Record<string, string> = { equals: '=', in: 'in', gt: '>', gte: '≥', lt: '<', lte: '≤' };

/** "/total ≥ 1000 and not (test_mode = true)" */
export function filterLine(filter: Filter): string {
  const { all, any, not, field, attribute, ...asked } = filter;
  if (Array.isArray(all)) return joined(all, ' and ');
  if (Array.isArray(any)) return joined(any, ' or ');
  if (isObject(not)) return `not (${filterLine(not)})`;
  const place = typeof field === 'string' ? field || 'data' : textOf(attribute);
  return Object.entries(asked)
    .map(([test, value]) => {
      if (test === 'exists') return value === true ? `${place} is there` : `${place} is not there`;
      return `${place} ${SIGNS[test] ?? test} ${JSON.stringify(value)}`;
    })
    .join(' and ');
}

function joined(parts: unknown[], by: string): string {
  const lines = parts.filter(isObject).map((part) => {
    const isGroup = Array.isArray(part.all) || Array.isArray(part.any);
    return isGroup && parts.length > 1 ? `(${filterLine(part)})` : filterLine(part);
  });
  return lines.join(by);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '?';
}

function isObject(value: unknown): value is Filter {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
