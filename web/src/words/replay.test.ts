import { expect, test } from 'vitest';

import type { Replay, ReplayDeliveries } from '~/api/shapes';
import { aReplay, aStanding } from '~/testing/factories';
import {
  filterWords,
  progress,
  progressWords,
  replayState,
  replayTitle,
  timeLeft,
  whatCancelling,
  whatIsNotCounted,
  whatIsReplayed,
  whyPassedOver,
} from '~/words/replay';

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

test('a replay over events speaks of events', () => {
  const replay = aReplay({ over: 'events', filter: { hook: 'hk_erp' }, total: 7, made: 0, passed_over: 7 });
  expect(replayTitle(replay)).toBe('Replay of 7 events');
  expect(progressWords(replay)).toBe('0 of 7 sent, 7 passed over');
  expect(filterWords(replay.filter, new Map([['hk_erp', 'ERP']]), replay.over)).toBe('Events · ERP');
  expect(whyPassedOver[replay.over]).toMatch('actions leave out');
  expect(whatCancelling(replay.over, 1)).toMatch('1 event is not sent.');
  expect(replayTitle(aReplay({ total: 1 }))).toBe('Replay of 1 delivery');
  expect(whatCancelling('deliveries', 2)).toMatch('2 deliveries are not sent again.');
});

test('a replay is well only if all that it made arrived', () => {
  const stands = (standing: Partial<ReplayDeliveries>) =>
    replayState(aReplay({ state: 'done', made: 85, deliveries: aStanding(standing) }));
  expect(stands({ delivered: 85 })).toEqual({ label: 'Done: 85 delivered', tone: 'good' });
  expect(stands({ delivered: 80, failed: 5 })).toEqual({
    label: 'Done: 80 delivered, 5 failed',
    tone: 'bad',
  });
  expect(stands({ failed: 85 })).toEqual({ label: 'Done: 85 failed', tone: 'bad' });
  expect(stands({ delivered: 84, cancelled: 1 }).tone).toBe('over');
  expect(stands({ delivered: 80 }).tone, 'five are no longer kept').toBe('over');
});

test('a replay whose deliveries have not all ended is not done for those who wait for them', () => {
  const deliveries = aStanding({ delivered: 1_000, in_flight: 2, pending: 3 });
  const replay = aReplay({ state: 'done', made: 1_005, deliveries });
  expect(replayState(replay)).toEqual({
    label: 'Sending: 1,000 delivered, 2 sending, 3 waiting',
    tone: 'wait',
  });
  expect(replayState({ ...replay, state: 'running' })).toEqual({ label: 'Running', tone: 'wait' });
  expect(replayState({ ...replay, deliveries: { ...deliveries, failed: 1 } }).tone).toBe('bad');
});

test('a replay of which nothing is counted says only that it is done', () => {
  const done = { label: 'Done', tone: 'over' };
  expect(replayState(aReplay({ state: 'done' }))).toEqual(done);
  expect(replayState(aReplay({ state: 'done', made: 0, deliveries: aStanding() }))).toEqual(done);
});

test('what the counts leave out is told', () => {
  const told = (given: Partial<Replay>) => whatIsNotCounted(aReplay({ made: 10_000, ...given }));
  const many = { delivered: 9_998, failed: 2 };
  expect(told({ deliveries: aStanding(many) })).toBeNull();
  expect(told({ made: 12_000, deliveries: aStanding({ ...many, is_exact: false }) })).toMatch('first 10,000');
  expect(
    replayState(aReplay({ state: 'done', deliveries: aStanding({ ...many, is_exact: false }) })).label,
  ).toBe('Done: 9,998 delivered, 2 failed of the first 10,000');
  expect(told({ made: 10_001, deliveries: aStanding(many) })).toBe(
    '1 delivery is no longer kept, or left no record.',
  );
  expect(told({ over: 'events', made: 9, deliveries: aStanding(many) })).toBeNull();
  expect(told({ deliveries: aStanding() })).toMatch('None of them is known any more');
  expect(told({ made: 0, deliveries: aStanding() })).toBeNull();
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
