/** An identifier or another text that is read by machines: monospaced, cut in the middle of a row, one press to copy. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';

import classes from '~/components/base/CopyText.module.css';
import { CheckIcon, CopyIcon } from '~/components/base/icons';

export interface CopyTextProps {
  text: string;
  /** What it is, for the button's name: "Copy delivery id". */
  what: string;
  /** Wraps instead of being cut with an ellipsis. */
  whole?: boolean;
}

export function CopyText({ text, what, whole = false }: CopyTextProps) {
  const clipboard = useClipboard({ timeout: 1_500 });
  const label = clipboard.copied ? 'Copied' : `Copy ${what}`;
  return (
    <span className={classes.root}>
      <code className={whole ? classes.whole : classes.text} dir="ltr" title={whole ? undefined : text}>
        {text}
      </code>
      <Tooltip label={label}>
        <ActionIcon
          aria-label={label}
          color="gray"
          onClick={() => {
            clipboard.copy(text);
          }}
          size="sm"
          variant="subtle"
        >
          {clipboard.copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
