/** A field for a length of time, typed as people say it: "5 s", "1 h 30 min". */
import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';

import { exactDuration, parseDuration } from '~/words/duration';

export interface DurationInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** In milliseconds; null for none. */
  value: number | null;
  /** Called with whatever is a length of time, and with null for an emptied field where that `mayBeNone`. */
  onChange: (ms: number | null) => void;
  mayBeNone?: boolean;
}

export function DurationInput({ value, onChange, mayBeNone = false, error, ...props }: DurationInputProps) {
  // What is being typed; null while nobody does.
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && !(mayBeNone && typed.trim() === '') && parseDuration(typed) === null;
  return (
    <TextInput
      {...props}
      error={isWrong ? 'Such as 30 s, 5 min or 1 h 30 min' : error}
      inputMode="text"
      onBlur={() => {
        setTyped(null);
      }}
      onChange={({ currentTarget }) => {
        const text = currentTarget.value;
        setTyped(text);
        const ms = parseDuration(text);
        if (ms !== null || (mayBeNone && text.trim() === '')) onChange(ms);
      }}
      onKeyDown={(pressed) => {
        // What cannot be read is not to be sent as what it was before.
        if (pressed.key === 'Enter' && isWrong) pressed.preventDefault();
      }}
      value={typed ?? (value === null ? '' : exactDuration(value))}
    />
  );
}
