/** A test as it happens: queued, sent, answered, and what that means for the hook. */
import { Button, CloseButton, Loader, Text, Title } from '@mantine/core';

import type { Attempt, Delivery, RequestShown } from '~/api/shapes';
import { BanIcon, CheckIcon, CrossIcon, PlayIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import classes from '~/components/hook/TestResult.module.css';
import { TestSteps } from '~/components/hook/TestSteps';
import { Exchange } from '~/components/http/Exchange';
import { outcomeWords } from '~/words/delivery';
import { duration } from '~/words/time';

/** How far a test is. */
export type TestProgress =
  | { step: 'queued'; delivery?: Delivery | undefined }
  | { step: 'refused'; message: string }
  /** It is on its way, and the reader may not see deliveries. */
  | { step: 'unseen'; message: string }
  /** The hook is inactive: this would have been sent. */
  | { step: 'preview'; request: RequestShown | null }
  | { step: 'sent'; delivery: Delivery }
  /** The attempt is null until its exchange is fetched, and when nothing could be sent. */
  | { step: 'finished'; delivery: Delivery; attempt: Attempt | null };

export interface TestResultProps {
  progress: TestProgress;
  /** What an inactive hook is offered; null for those who may not change it. */
  onActivate: (() => void) | null;
  onClose: () => void;
}

export function TestResult({ progress, onActivate, onClose }: TestResultProps) {
  const isWatched = progress.step === 'queued' || progress.step === 'sent' || progress.step === 'finished';
  return (
    <section aria-label="Test" className={classes.root} data-tone={toneOf(progress)}>
      <div className={classes.head}>
        <span className={classes.sign}>{signOf(progress)}</span>
        <div aria-live="polite" className={classes.words} role="status">
          <Title order={2}>{titleOf(progress)}</Title>
          <Text>{meaningOf(progress)}</Text>
        </div>
        <CloseButton aria-label="Close the test's result" onClick={onClose} />
      </div>
      {isWatched && (
        <div className={classes.more}>
          <TestSteps delivery={progress.delivery} />
        </div>
      )}
      {progress.step === 'preview' && (
        <div className={classes.more}>
          {onActivate !== null && (
            <Button leftSection={<PlayIcon />} mb="md" onClick={onActivate} size="xs">
              Activate and test
            </Button>
          )}
          {progress.request !== null && <Exchange request={progress.request} />}
        </div>
      )}
      {progress.step === 'finished' && <Finished {...progress} />}
    </section>
  );
}

function Finished({ delivery, attempt }: { delivery: Delivery; attempt: Attempt | null }) {
  return (
    <div className={classes.more}>
      {attempt !== null && (
        <Exchange
          noAnswer={attempt.error ?? outcomeWords(attempt)}
          request={attempt.request}
          response={attempt.response}
          status={outcomeWords(attempt)}
        />
      )}
      <div className={classes.link}>
        <TextLink params={{ deliveryId: delivery.id }} size="sm" to="/deliveries/$deliveryId">
          Open this delivery
        </TextLink>
      </div>
    </div>
  );
}

function toneOf(progress: TestProgress): 'good' | 'bad' | 'quiet' {
  if (progress.step === 'refused') return 'bad';
  if (progress.step !== 'finished') return 'quiet';
  return progress.delivery.state === 'delivered' ? 'good' : 'bad';
}

function signOf(progress: TestProgress) {
  if (progress.step === 'queued' || progress.step === 'sent') return <Loader size={20} />;
  if (progress.step === 'preview' || progress.step === 'unseen') return <BanIcon size={20} />;
  return toneOf(progress) === 'good' ? <CheckIcon size={20} /> : <CrossIcon size={20} />;
}

function titleOf(progress: TestProgress): string {
  switch (progress.step) {
    case 'queued':
      return 'Test is queued';
    case 'sent':
      return 'Test is being sent';
    case 'refused':
      return 'Test was not started';
    case 'unseen':
      return 'Test was started';
    case 'preview':
      return 'Nothing was sent';
    case 'finished':
      return progress.delivery.state === 'delivered' ? 'Test succeeded' : 'Test failed';
  }
}

function meaningOf(progress: TestProgress): string {
  switch (progress.step) {
    case 'queued':
    case 'sent':
      return 'The response appears here by itself.';
    case 'refused':
      return progress.message;
    case 'unseen':
      return `What comes of it cannot be shown here: ${progress.message} If it fails, the hook becomes inactive.`;
    case 'preview':
      return 'The hook is inactive. This is the request that a test would have sent; activate the hook to send it.';
    case 'finished':
      return finishedWords(progress.delivery);
  }
}

function finishedWords({ state, last_attempt }: Delivery): string {
  if (state === 'cancelled') return 'It was cancelled before it was sent.';
  const answer =
    last_attempt == null
      ? 'Nothing could be sent'
      : `${outcomeWords(last_attempt)} after ${duration(last_attempt.duration_ms)}`;
  const error = last_attempt?.error == null ? '' : ` (${last_attempt.error})`;
  if (state === 'delivered') return `${answer}${error}. The hook stays as it is.`;
  return `${answer}${error}. The hook is now inactive: put the receiver right, then activate it and test again.`;
}
