/** What the form of an event type holds, as the API takes it. */
import type { EventTypeValues } from '~/components/event-type/EventTypeForm';
import type { EventTypeDraft } from '~/services/catalog';

export function draftOf({ name, description, example, schema, mode }: EventTypeValues): EventTypeDraft {
  return {
    name: name.trim(),
    description: description.trim(),
    exampleText: example.trim() || null,
    schemaText: schema.trim() || null,
    schema_mode: mode,
  };
}

/** The field of the form that a JSON pointer of the API speaks of. */
export function fieldOf(pointer: string): keyof EventTypeValues | null {
  const [, first] = pointer.split('/');
  if (first === 'name' || first === 'description' || first === 'example' || first === 'schema') return first;
  return first === 'schema_mode' ? 'mode' : null;
}
