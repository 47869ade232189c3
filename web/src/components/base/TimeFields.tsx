/** From when until when, in local time; applied when a field is left or Enter is pressed. */
import { TextInput } from '@mantine/core';

import { instantOf, localOf } from '~/words/local-time';

/** RFC 3339; `until` is not part of the time. */
export interface TimeSpan {
  since?: string | undefined;
  until?: string | undefined;
}

export function TimeFields({ value, onChange }: { value: TimeSpan; onChange: (value: TimeSpan) => void }) {
  const field = (name: keyof TimeSpan, label: string) => (
    <TextInput
      defaultValue={localOf(value[name])}
      // A new value from the URL (back, or "clear") has to replace what was typed.
      key={`${name} ${value[name]}`}
      label={label}
      onBlur={({ currentTarget }) => {
        if (currentTarget.value !== localOf(value[name])) {
          onChange({ since: value.since, until: value.until, [name]: instantOf(currentTarget.value) });
        }
      }}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
      }}
      type="datetime-local"
      w={195}
    />
  );
  return (
    <>
      {field('since', 'From')}
      {field('until', 'Until')}
    </>
  );
}
