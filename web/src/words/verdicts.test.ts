import { expect, test } from 'vitest';

import { aPolicy } from '~/testing/factories';
import { answerRules, switchOffRules } from '~/words/verdicts';

/** A policy's rules as lines: "2xx: Delivered". */
const lines = (...given: Parameters<typeof aPolicy>) =>
  answerRules(aPolicy(...given)).map(({ on, means }) => `${on.join(', ')}: ${means}`);

test('the open standard has a rule for every answer', () => {
  expect(lines()).toEqual([
    '2xx: Delivered',
    '410: Failed, and the hook is deactivated',
    '429, 502, 503, 504: Tried again, not before its Retry-After (1 d at most)',
    'Any other response: Tried again',
    'No response within 15 s, or no connection: Tried again',
  ]);
});

test('what is not worth another try fails at once', () => {
  expect(lines({ on_gone: 'retry', retry_on: ['5xx'], retry_after_on: ['429', '503'] })).toEqual([
    '2xx: Delivered',
    '503: Tried again, not before its Retry-After (1 d at most)',
    '5xx: Tried again',
    'Any other response: Failed at once',
    'No response within 15 s, or no connection: Tried again',
  ]);
});

test('without a schedule nothing is tried again', () => {
  expect(lines({ success: ['any'], schedule_ms: [], timeout_ms: 5_000 })).toEqual([
    'Any response: Delivered',
    'No response within 5 s, or no connection: Failed: each delivery is sent once',
  ]);
});

test('a time-out may count as delivered', () => {
  expect(lines({ on_timeout: 'delivered', timeout_ms: 1_000 })).toContain(
    'No response within 1 s: Counts as delivered',
  );
});

test('410 is no bad news where it is a success', () => {
  expect(lines({ success: ['2xx', '400-499'] })).not.toContain('410: Failed, and the hook is deactivated');
});

test('a hook is switched off by time, by count, or by the receiver', () => {
  expect(switchOffRules(aPolicy({ deactivate_after_spent: 3 }))).toEqual([
    'When it has failed for 5 d without one success. The owner is warned by mail 1 d before.',
    'When 3 deliveries in a row have used up all of their attempts. The owner is warned by mail one delivery before.',
    'When it answers 410 Gone.',
  ]);
  const never = { on_gone: 'retry', deactivate_after_ms: null, deactivate_after_spent: null } as const;
  expect(switchOffRules(aPolicy(never))).toEqual([]);
});
