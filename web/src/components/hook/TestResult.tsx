/** A test as it happens: queued, sent, answered, and what that means for the hook. */
import { CloseButton, Loader, Text, Title } from '@mantine/core';

import type { Delivery, RequestShown } from '~/api/shapes';
import { BanIcon, CheckIcon, CrossIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import classes from '~/components/hook/TestResult.module.css';
import { Exchange } from '~/components/http/Exchange';
import { outcomeWords } from '~/words/delivery';
import { duration } from '~/words/time';

/** How far a test is. */
export type TestProgress =
  | { step: 'queued' }
  | { step: 'refused'; message: string }
  /** The hook is inactive: this would have been sent. */
  | { step: 'preview'; request: RequestShown | null }
  | { step: 'sent' | 'finished'; delivery: Delivery };

export function TestResult({ progress, onClose }: { progress: TestProgress; onClose: () => void }) {
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
      {progress.step === 'preview' && progress.request !== null && (
        <div className={classes.more}>
          <Exchange request={progress.request} />
        </div>
      )}
      {progress.step === 'finished' && (
        <div className={classes.more}>
          <TextLink params={{ deliveryId: progress.delivery.id }} to="/deliveries/$deliveryId">
            See the request and the response
          </TextLink>
        </div>
      )}
    </section>
  );
}

function toneOf(progress: TestProgress): 'good' | 'bad' | 'quiet' {
  if (progress.step === 'refused') return 'bad';
  if (progress.step !== 'finished') return 'quiet';
  return progress.delivery.state === 'delivered' ? 'good' : 'bad';
}

function signOf(progress: TestProgress) {
  if (progress.step === 'queued' || progress.step === 'sent') return <Loader size={20} />;
  if (progress.step === 'preview') return <BanIcon size={20} />;
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
    case 'preview':
      return 'The hook is inactive. This is the request that a test would have sent; activate the hook to send it.';
    case 'finished':
      return finishedWords(progress.delivery);
  }
}

function finishedWords({ state, last_attempt }: Delivery): string {
  if (state === 'cancelled') return 'It was taken back before it was sent.';
  const answer =
    last_attempt == null
      ? 'Nothing could be sent'
      : `${outcomeWords(last_attempt)} after ${duration(last_attempt.duration_ms)}`;
  const error = last_attempt?.error == null ? '' : ` (${last_attempt.error})`;
  if (state === 'delivered') return `${answer}${error}. The hook stays as it is.`;
  return `${answer}${error}. The hook is now inactive: put the receiver right, then activate it and test again.`;
}
