import { expect, test } from 'vitest';

import { aReplay } from '~/testing/factories';
import {
  filterWords,
  madeAmong,
  progress,
  progressWords,
  replayTitle,
  timeLeft,
  whatCancelling,
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

test('what a replay made is told to be among others', () => {
  expect(madeAmong({})).toBe('deliveries since then');
  expect(madeAmong({ hook: 'hk_erp', event_type: 'invoice.*' })).toBe(
    'deliveries of invoice.* to this hook since then',
  );
  expect(madeAmong({ event: 'evt_1' })).toBe('deliveries of this event since then');
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
