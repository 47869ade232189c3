/** A field for JSON, kept as the text that is typed: numbers keep their digits, members their order. */
import { Textarea, type TextareaProps } from '@mantine/core';

export function JsonField(props: TextareaProps) {
  return (
    <Textarea
      dir="ltr"
      resize="vertical"
      rows={10}
      spellCheck={false}
      styles={{
        input: {
          fontFamily: 'var(--mantine-font-family-monospace)',
          fontSize: 'var(--mantine-font-size-sm)',
          lineHeight: 1.55,
        },
      }}
      {...props}
    />
  );
}
