/** Name, URL and event types of a hook. */
import { Stack, TagsInput, TextInput } from '@mantine/core';

import type { EventType } from '~/api/shapes';
import type { HookFormApi } from '~/components/hook/hook-values';
import { suggestions } from '~/words/pattern';

export function WhereFields({ form, eventTypes }: { form: HookFormApi; eventTypes: EventType[] }) {
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
        description="Exact (invoice.paid), a family (invoice.*) or everything (*). Press Enter after each."
        label="Event types"
        limit={50}
        maxDropdownHeight={260}
        placeholder={form.values.patterns.length === 0 ? 'invoice.*' : ''}
        required
        splitChars={[',', ' ']}
        {...form.getInputProps('patterns')}
      />
    </Stack>
  );
}
