/** Event types in words. */
import type { ImportedCatalog, SchemaMode } from '~/api/shapes';
import { counted } from '~/words/time';
import type { Said } from '~/words/tone';

/** Whether somebody said what the type is, or it was only ever seen on an event. */
export function declaredSaid(declared: boolean): Said {
  return declared ? { label: 'Declared', tone: 'good' } : { label: 'Only seen', tone: 'wait' };
}

export const schemaModes: Record<SchemaMode, { label: string; means: string }> = {
  off: { label: 'Describe', means: 'The schema only describes; every event is accepted.' },
  warn: { label: 'Warn', means: 'Events that violate it are accepted, and show what is wrong.' },
  reject: { label: 'Refuse', means: 'Events that violate it are refused.' },
};

/** The modes as a choice: a field has room for a word, a list for what it means. */
export const schemaModeChoices = Object.entries(schemaModes).map(([value, { label }]) => ({ value, label }));

export function schemaModeOption({ option }: { option: { value: string; label: string } }): string {
  return `${option.label}: ${schemaModes[option.value as SchemaMode].means}`;
}

/** "12 event types added, 3 left as they are" */
export function importedLine({ added, updated, left_alone }: ImportedCatalog): string {
  const parts = [
    added.length > 0 ? `${counted(added.length, 'event type')} added` : null,
    updated.length > 0 ? `${counted(updated.length, 'event type')} described` : null,
    left_alone.length > 0 ? `${left_alone.length} left as they are` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'There was nothing to import' : parts.join(', ');
}
