import { expect, test } from 'vitest';

import { aReplay } from '~/testing/factories';
import { filterWords, progress, progressWords, timeLeft, whatIsReplayed } from '~/words/replay';

test('a replay is as far as what it made and what it passed over', () => {
  expect(progress({ made: 800, passed_over: 3, total: 1_200 })).toBe(66);
  expect(progress({ made: 0, passed_over: 0, total: 0 })).toBe(100);
  expect(progressWords(aReplay({ made: 800, passed_over: 3, total: 1_200 }))).toBe(
    '800 of 1,200 sent again, 3 passed over',
  );
});

test('a filter is told by the names of what it takes', () => {
  const names = new Map([['hk_erp', 'ERP']]);
  expect(filterWords({ state: 'failed', event_type: 'invoice.*', hook: 'hk_erp' }, names)).toBe(
    'Failed · invoice.* · ERP',
  );
  expect(filterWords({}, names)).toBe('All deliveries');
});

test('what is replayed is counted', () => {
  expect(whatIsReplayed(1)).toMatch('1 delivery is sent again');
  expect(whatIsReplayed(0)).toMatch('nothing to send again');
});

test('how long a running replay still takes follows from how far it came', () => {
  const replay = aReplay({ total: 1_200, made: 400, created_at: '2026-11-20T12:00:00Z' });
  expect(timeLeft(replay, Date.parse('2026-11-20T12:01:00Z'))).toBe('about 2 min left');
  expect(timeLeft({ ...replay, made: 0 }, Date.parse('2026-11-20T12:01:00Z'))).toBeNull();
  expect(timeLeft({ ...replay, state: 'done' }, Date.parse('2026-11-20T12:01:00Z'))).toBeNull();
});
