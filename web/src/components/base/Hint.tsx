/**
 * A tooltip that is made when it is first wanted: a list has hundreds of words that explain themselves, and a tooltip costs more
 * than the word.
 */
import { Tooltip } from '@mantine/core';
import { useState, type ReactElement } from 'react';

export interface HintProps {
  /** What is said, or how it is made when it is wanted. */
  label: string | (() => string);
  children: ReactElement;
}

export function Hint({ label, children }: HintProps) {
  const [isWanted, setWanted] = useState(false);
  if (isWanted) {
    return (
      <Tooltip defaultOpened label={typeof label === 'string' ? label : label()}>
        {children}
      </Tooltip>
    );
  }
  const want = () => {
    setWanted(true);
  };
  return (
    // Not a control: what is heard of is only that somebody looks.
    <span
      onFocus={want}
      onMouseEnter={want}
      onTouchStart={want}
      role="presentation"
      style={{ display: 'contents' }}
    >
      {children}
    </span>
  );
}
