/** Enter ends a tag, and one press too many must not send the form: for the `wrapperProps` of a field of tags. */
import type { KeyboardEvent } from 'react';

export const keepEnter = {
  onKeyDown: (press: KeyboardEvent) => {
    // The field has dealt with it by now. Its buttons are pressed by Enter as any others.
    if (press.key === 'Enter' && press.target instanceof HTMLInputElement) press.preventDefault();
  },
};
