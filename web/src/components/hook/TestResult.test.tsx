import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { TestResult, type TestProgress } from '~/components/hook/TestResult';
import { aDelivery, anAttempt } from '~/testing/factories';
import { show } from '~/testing/render';

const shown = (progress: TestProgress) => show(<TestResult onClose={vi.fn()} progress={progress} />);

test('a success says that the hook stays as it is', async () => {
  await shown({ step: 'finished', delivery: aDelivery({ kind: 'test' }) });
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
  await shown({ step: 'finished', delivery: aDelivery({ kind: 'test', last_attempt }) });
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
  await shown({ step: 'finished', delivery: aDelivery({ kind: 'test', state: 'failed', last_attempt }) });
  expect(screen.getByRole('status')).toHaveTextContent('No connection after 84 ms (connection refused)');
  expect(screen.getByRole('status')).toHaveTextContent('The hook is now inactive');
});

test('a finished test leads to its delivery', async () => {
  const delivery = aDelivery({ kind: 'test' });
  await shown({ step: 'finished', delivery });
  expect(screen.getByRole('link')).toHaveAttribute('href', `/deliveries/${delivery.id}`);
});

test('an inactive hook shows the request that was not sent', async () => {
  await shown({ step: 'preview', request: anAttempt().request });
  expect(screen.getByRole('status')).toHaveTextContent('Nothing was sent');
  expect(screen.getByText('https://erp.acme.example/webhooks/in')).toBeVisible();
});
