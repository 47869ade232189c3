/** The attempts of a delivery, the latest first and open: how each ended, and its exact exchange. */
import { Button, Text, UnstyledButton } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useId, useState } from 'react';

import type { Attempt } from '~/api/shapes';
import { CheckIcon, ChevronDownIcon, CopyIcon } from '~/components/base/icons';
import { StateMark } from '~/components/base/StateMark';
import { When } from '~/components/base/When';
import classes from '~/components/delivery/AttemptList.module.css';
import { Exchange } from '~/components/http/Exchange';
import { curlOf, isMasked } from '~/words/curl';
import { outcomeWords } from '~/words/delivery';
import { duration } from '~/words/time';

export interface AttemptListProps {
  attempts: Attempt[];
  /** The number of the attempt that succeeded, if one did. */
  succeeded: number | null;
}

export function AttemptList({ attempts, succeeded }: AttemptListProps) {
  const latestFirst = [...attempts].sort((a, b) => b.number - a.number);
  return (
    <ol className={classes.list}>
      {latestFirst.map((attempt, index) => (
        <AttemptItem
          attempt={attempt}
          isOpenAtFirst={index === 0}
          isSuccess={attempt.number === succeeded}
          key={attempt.id}
        />
      ))}
    </ol>
  );
}

interface AttemptItemProps {
  attempt: Attempt;
  isSuccess: boolean;
  isOpenAtFirst: boolean;
}

function AttemptItem({ attempt, isSuccess, isOpenAtFirst }: AttemptItemProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const body = useId();
  const words = outcomeWords(attempt);
  return (
    <li>
      <UnstyledButton
        aria-controls={body}
        aria-expanded={isOpen}
        className={classes.head}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <ChevronDownIcon className={classes.chevron} />
        <span className={classes.number}>Attempt {attempt.number}</span>
        <StateMark said={{ label: words, tone: isSuccess ? 'good' : 'bad' }} />
        <Text c="dimmed" className={classes.time} component="span" size="sm">
          {duration(attempt.duration_ms)} · <When at={attempt.started_at} />
        </Text>
      </UnstyledButton>
      <div className={classes.body} hidden={!isOpen} id={body}>
        {attempt.error != null && <Text className={classes.error}>{attempt.error}</Text>}
        <Exchange
          noAnswer={attempt.error ?? words}
          request={attempt.request}
          response={attempt.response}
          status={words}
        />
        <CopyCurl request={attempt.request} />
      </div>
    </li>
  );
}

/** The request as a command; masked secrets stay masked in it. */
function CopyCurl({ request }: Pick<Attempt, 'request'>) {
  const clipboard = useClipboard({ timeout: 1_500 });
  const command = curlOf(request);
  return (
    <Button
      className={classes.curl}
      leftSection={clipboard.copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
      onClick={() => {
        clipboard.copy(command);
      }}
      size="compact-xs"
      variant="default"
    >
      {clipboard.copied ? 'Copied' : isMasked(command) ? 'Copy as curl, secrets masked' : 'Copy as curl'}
    </Button>
  );
}
