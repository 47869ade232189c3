/** Text that is read by machines and copied by people: a program, a command, a document. */
import { ActionIcon, Code, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';

import classes from '~/components/base/CodeText.module.css';
import { CheckIcon, CopyIcon } from '~/components/base/icons';

export interface CodeTextProps {
  code: string;
  /** What it is, for the region's and the button's name: "Request as curl". */
  label: string;
  /** Breaks long lines; a program's lines scroll instead. */
  wraps?: boolean;
}

export function CodeText({ code, label, wraps = false }: CodeTextProps) {
  const clipboard = useClipboard({ timeout: 1_500 });
  const action = clipboard.copied ? 'Copied' : 'Copy';
  return (
    <div className={classes.root} dir="ltr">
      {/* A region that scrolls has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div aria-label={label} className={classes.scroll} role="region" tabIndex={0}>
        <Code block className={classes.code} data-wraps={wraps || undefined}>
          {code}
        </Code>
      </div>
      <Tooltip label={action}>
        <ActionIcon
          aria-label={`${action}: ${label}`}
          className={classes.copy}
          onClick={() => {
            clipboard.copy(code);
          }}
          size="md"
          variant="default"
        >
          {clipboard.copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
