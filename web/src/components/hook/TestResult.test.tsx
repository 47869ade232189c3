import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import type { Delivery } from '~/api/shapes';
import { TestResult, type TestProgress } from '~/components/hook/TestResult';
import { aDelivery, anAttempt } from '~/testing/factories';
import { show } from '~/testing/render';

const shown = (progress: TestProgress, onActivate: (() => void) | null = null) =>
  show(<TestResult onActivate={onActivate} onClose={vi.fn()} progress={progress} />);
const finished = (delivery: Delivery): TestProgress => ({ step: 'finished', delivery, attempt: null });

test('a success says that the hook stays as it is', async () => {
  await shown(finished(aDelivery({ kind: 'test' })));
  expect(screen.getByRole('status')).toHaveTextContent(
    'Test succeeded204 No Content after 84 ms. The hook stays as it is.',
  );
});

test('a time-out that the policy counts as delivered says so', async () => {
  const last_attempt = anAttempt({
    outcome: 'timeout',
    status: null,
    error: 'no answer within 1 s, which this policy counts as delivered',
    response: null,
  });
  await shown(finished(aDelivery({ kind: 'test', last_attempt })));
  expect(screen.getByRole('status')).toHaveTextContent(
    'Test succeededNo response in time after 84 ms (no answer within 1 s, which this policy counts as delivered). The hook stays as it is.',
  );
});

test('a failure says why, and that the hook is inactive now', async () => {
  const last_attempt = anAttempt({
    outcome: 'refused',
    status: null,
    error: 'connection refused',
    response: null,
  });
  await shown(finished(aDelivery({ kind: 'test', state: 'failed', last_attempt })));
  expect(screen.getByRole('status')).toHaveTextContent('No connection after 84 ms (connection refused)');
  expect(screen.getByRole('status')).toHaveTextContent('The hook is now inactive');
});

test('a finished test leads to its delivery', async () => {
  const delivery = aDelivery({ kind: 'test' });
  await shown(finished(delivery));
  expect(screen.getByRole('link')).toHaveAttribute('href', `/deliveries/${delivery.id}`);
});

test('an inactive hook shows the request that was not sent', async () => {
  await shown({ step: 'preview', request: anAttempt().request });
  expect(screen.getByRole('status')).toHaveTextContent('Nothing was sent');
  expect(screen.getByText('https://erp.acme.example/webhooks/in')).toBeVisible();
});

test('an inactive hook is activated and tested by one press', async () => {
  const onActivate = vi.fn();
  const { user } = await shown({ step: 'preview', request: null }, onActivate);
  await user.click(screen.getByRole('button', { name: 'Activate and test' }));
  expect(onActivate).toHaveBeenCalledOnce();
});

test('each step has its moment, and the open one is marked', async () => {
  const delivery = aDelivery({ kind: 'test', state: 'in_flight', last_attempt: null, finished_at: null });
  await shown({ step: 'sent', delivery });
  const [queued, sent, answered] = screen.getAllByRole('listitem');
  expect(queued).toHaveTextContent(/^Queued.*\d\d/);
  expect(sent).toHaveAttribute('aria-current', 'step');
  expect(answered).toHaveTextContent('Answered');
});

test('what was answered is shown as it came', async () => {
  const attempt = anAttempt({ status: 200, response: { headers: {}, body: '{"n":1.10}', truncated: false } });
  await shown({ step: 'finished', delivery: aDelivery({ kind: 'test', last_attempt: attempt }), attempt });
  expect(screen.getByRole('region', { name: 'Response body' })).toHaveTextContent('"n": 1.10');
});
