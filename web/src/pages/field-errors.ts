/** Sorts what the API said about single fields to the fields of a form; what fits none stays a sentence for the whole. */
import { ApiProblem, messageOf } from '~/api/problem';

export interface Sorted<Field extends string> {
  fieldErrors: Partial<Record<Field, string>>;
  failure: string | null;
}

export function sortErrors<Field extends string>(
  error: unknown,
  fieldOf: (pointer: string) => Field | null,
): Sorted<Field> {
  if (error === null || error === undefined) return { fieldErrors: {}, failure: null };
  const fieldErrors: Partial<Record<Field, string>> = {};
  const others: string[] = [];
  for (const { pointer, detail } of error instanceof ApiProblem ? error.fieldErrors() : []) {
    const field = fieldOf(pointer);
    if (field === null) others.push(`${pointer}: ${detail}`);
    else fieldErrors[field] ??= detail;
  }
  if (others.length > 0) return { fieldErrors, failure: others.join(' ') };
  return { fieldErrors, failure: Object.keys(fieldErrors).length > 0 ? null : messageOf(error) };
}
