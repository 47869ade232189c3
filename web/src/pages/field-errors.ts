/** Sorts what the API said about single fields to the fields of a form; what fits none stays a sentence for the whole. */
import { ApiProblem, messageOf } from '~/api/problem';

export interface Sorted<Field extends string> {
  fieldErrors: Partial<Record<Field, string>>;
  failure: string | null;
}

/** `document` is a field that holds JSON: all that is wrong with it is told, each with its place in it. */
export function sortErrors<Field extends string>(
  error: unknown,
  fieldOf: (pointer: string) => Field | null,
  document: Field | null = null,
): Sorted<Field> {
  if (error === null || error === undefined) return { fieldErrors: {}, failure: null };
  const fieldErrors: Partial<Record<Field, string>> = {};
  const others: string[] = [];
  for (const { pointer, detail } of error instanceof ApiProblem ? error.fieldErrors() : []) {
    const field = fieldOf(pointer);
    if (field === null) others.push(`${pointer}: ${detail}`);
    else if (field === document)
      fieldErrors[field] = [fieldErrors[field], placed(pointer, detail)].filter(Boolean).join('; ');
    else fieldErrors[field] ??= detail;
  }
  if (others.length > 0) return { fieldErrors, failure: others.join(' ') };
  return { fieldErrors, failure: Object.keys(fieldErrors).length > 0 ? null : messageOf(error) };
}

/** "all/0/field: must be a JSON pointer", or the bare sentence where it is about the whole document. */
function placed(pointer: string, detail: string): string {
  const place = pointer.split('/').slice(2).join('/');
  return place === '' ? detail : `${place}: ${detail}`;
}
