/** Name, URL and event types of a hook. */
import { Stack, TagsInput, TextInput } from '@mantine/core';

import type { Action, EventType } from '~/api/shapes';
import { keepEnter } from '~/components/base/keep-enter';
import { needsPatterns, othersOf, type HookFormApi } from '~/components/hook/hook-values';
import { suggestions } from '~/words/pattern';
import { counted } from '~/words/time';

export interface WhereFieldsProps {
  form: HookFormApi;
  eventTypes: EventType[];
  /** The actions of the hook, of which the patterns show a part; null for a hook without a model. */
  present: Action[] | null;
}

export function WhereFields({ form, eventTypes, present }: WhereFieldsProps) {
  return (
    <Stack gap="sm">
      <TextInput
        data-field="name"
        dir="auto"
        label="Name"
        placeholder="ERP"
        required
        {...form.getInputProps('name')}
      />
      <TextInput
        data-field="url"
        dir="ltr"
        inputMode="url"
        label="URL"
        placeholder="https://example.com/webhooks"
        required
        {...form.getInputProps('url')}
      />
      <TagsInput
        acceptValueOnBlur
        clearable
        data={suggestions(eventTypes.map(({ name }) => name))}
        data-field="patterns"
        description={describe(othersOf(present ?? []))}
        label="Event types"
        limit={50}
        maxDropdownHeight={260}
        placeholder={form.values.patterns.length === 0 ? 'invoice.*' : ''}
        required={needsPatterns(present)}
        splitChars={[',', ' ']}
        wrapperProps={keepEnter}
        {...form.getInputProps('patterns')}
      />
    </Stack>
  );
}

function describe(others: number): string {
  const patterns = 'Exact (invoice.paid), a family (invoice.*) or everything (*). Press Enter after each.';
  if (others === 0) return patterns;
  const stay = others === 1 ? 'stays as it is' : 'stay as they are';
  return `${patterns} ${counted(others, 'other action')} with an app, a SKU or a filter ${stay}.`;
}
