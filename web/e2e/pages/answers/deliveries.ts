/** Deliveries in every state, their attempts, and replays of many. */
import { aDelivery, anAttempt, aPage, aReplay, aStanding } from '../../../src/testing/factories';
import type { Answers } from '../stub-api';
import { ago } from './moments';

const broken = anAttempt({
  number: 3,
  duration_ms: 1_240,
  status: 503,
  started_at: ago(2),
  response: {
    headers: { 'content-type': 'application/json', 'retry-after': '120', server: 'erp/4.2' },
    body: '{"error":"maintenance","until":"2026-11-20T13:00:00Z"}',
    truncated: false,
  },
});
const timedOut = anAttempt({
  number: 2,
  duration_ms: 15_000,
  outcome: 'timeout',
  status: null,
  error: 'The deadline of 15 s passed before the answer was complete.',
  response: null,
  started_at: ago(9),
});
export const refused = anAttempt({
  number: 1,
  duration_ms: 3,
  outcome: 'refused',
  status: null,
  error: 'connection refused',
  response: null,
  started_at: ago(10),
});

const deliveries = [
  aDelivery({ hook_id: 'hk_erp', created_at: ago(1) }),
  aDelivery({
    hook_id: 'hk_erp',
    state: 'in_flight',
    last_attempt: null,
    finished_at: null,
    created_at: ago(0),
    attempts: 0,
  }),
  aDelivery({
    id: 'dlv_waiting',
    hook_id: 'hk_rtl',
    state: 'pending',
    attempts: 3,
    last_attempt: broken,
    finished_at: null,
    next_attempt_at: ago(-28),
    created_at: ago(11),
  }),
  aDelivery({
    hook_id: 'hk_paused',
    event_type: 'subscription.plan-change.scheduled-for-renewal',
    state: 'failed',
    state_reason: 'schedule_spent',
    attempts: 10,
    last_attempt: timedOut,
    created_at: ago(3000),
  }),
  aDelivery({
    hook_id: 'hk_inactive',
    state: 'skipped',
    state_reason: 'hook_inactive',
    attempts: 0,
    last_attempt: null,
    created_at: ago(30),
  }),
  aDelivery({
    hook_id: 'hk_inactive',
    kind: 'test',
    event_type: 'webhook.ping',
    state: 'failed',
    state_reason: 'test_failed',
    last_attempt: refused,
    created_at: ago(45),
  }),
  aDelivery({ hook_id: 'hk_gone', kind: 'replay', created_at: ago(60) }),
];

export const deliveryAnswers: Answers = {
  'GET /deliveries': aPage(deliveries, 'more'),
  'GET /deliveries/dlv_waiting': deliveries[2],
  'GET /deliveries/dlv_again': aDelivery({
    id: 'dlv_again',
    hook_id: 'hk_rtl',
    kind: 'replay',
    replay_id: 'rpl_one',
    repeats_id: 'dlv_waiting',
    created_at: ago(60),
  }),
  'GET /deliveries/*/attempts': aPage([refused, timedOut, broken]),
  'GET /replays/rpl_one': aReplay({
    id: 'rpl_one',
    created_at: ago(2),
    passed_over: 3,
    deliveries: aStanding({ delivered: 640, failed: 12, in_flight: 16, pending: 132 }),
    rate_per_s: 20,
    filter: { state: 'failed', event_type: 'invoice.*', hook: 'hk_erp' },
  }),
  'GET /replays/rpl_events': aReplay({
    id: 'rpl_events',
    state: 'done',
    over: 'events',
    total: 7,
    made: 4,
    passed_over: 3,
    deliveries: aStanding({ delivered: 4 }),
    created_at: ago(2),
    finished_at: ago(1),
    filter: { event_type: 'invoice.*', hook: 'hk_erp' },
  }),
  'GET /replays/rpl_failed': aReplay({
    id: 'rpl_failed',
    state: 'done',
    total: 12_000,
    made: 12_000,
    deliveries: aStanding({ delivered: 9_000, failed: 990, cancelled: 10, is_exact: false }),
    created_at: ago(20),
    finished_at: ago(10),
    filter: { state: 'failed', replay: 'rpl_one' },
  }),
  'POST /replays/count': { count: 1_200 },
  'GET /replays': aPage([
    aReplay({ created_at: ago(2), filter: { state: 'failed', event_type: 'invoice.*', hook: 'hk_erp' } }),
    aReplay({
      state: 'done',
      filter: { hook: 'hk_rtl', event_type: 'subscription.plan-change.scheduled-for-renewal' },
      total: 12_000,
      made: 11_997,
      passed_over: 3,
      created_by: 'مها 📦',
      created_at: ago(3_000),
    }),
    aReplay({ state: 'cancelled', filter: {}, total: 40, made: 9, created_at: ago(9_000) }),
  ]),
};
