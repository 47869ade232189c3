/** Events, what they are declared as, presets, and deadlines. */
import {
  aDeadline,
  anEvent,
  anEventMatch,
  anEventSummary,
  anEventType,
  aPage,
  aPolicy,
  aPreset,
  aTimer,
} from '../../../src/testing/factories';
import type { Answers } from '../stub-api';
import { ago } from './moments';

const catalog = ['customer.created', 'customer.deleted', 'invoice.created', 'invoice.paid', 'order.created'];
const presets = [
  aPreset(),
  aPreset({
    name: 'upgates',
    title: 'Upgates',
    methods: ['POST'],
    formats: ['json'],
    policy: aPolicy({
      timeout_ms: 1000,
      success: ['200', '204'],
      on_timeout: 'delivered',
      schedule_ms: undefined,
      schedule: { kind: 'interval', every_ms: 300_000 },
    }),
  }),
];

export const eventAnswers: Answers = {
  'GET /presets': aPage(presets),
  'GET /event-types': aPage(catalog.map((name) => anEventType(name, { example: { total: 900 } }))),
  'GET /events': aPage([
    anEventSummary({ id: 'evt_one', occurred_at: ago(1) }),
    anEventSummary({ type: 'customer.created', matched: 0, occurred_at: ago(12) }),
    anEventSummary({
      type: 'subscription.plan-change.scheduled-for-renewal',
      matched: 3,
      skipped: 1,
      occurred_at: ago(300),
    }),
  ]),
  'GET /events/evt_one': anEvent({
    id: 'evt_one',
    actor: 'user_7',
    subjects: ['in_1'],
    test_mode: true,
    deliver_at: ago(-90),
    violations: [{ pointer: '/data/total', detail: 'must be a string' }],
    caused_by: { deadline_id: 'ddl_one', event_id: 'evt_other' },
  }),
  'GET /events/*/matches': aPage([
    anEventMatch({ hook_id: 'hk_erp', hook_name: 'ERP', delivered_to: true, matches: true }),
    anEventMatch({
      hook_id: 'hk_rtl',
      hook_name: 'مستودع الطلبات 📦',
      actions: [
        {
          action_id: 'act_1',
          event_type: 'invoice.*',
          left_out_by: 'filter',
          failing: { clause: '/gte', detail: '`/total` is 900, and must be at least 1000' },
        },
        { action_id: 'act_2', event_type: 'invoice.paid', left_out_by: 'app' },
      ],
    }),
    anEventMatch({ hook_id: 'hk_paused', hook_name: 'Warehouse', hook_state: 'paused' }),
  ]),
  'GET /event-types/*': anEventType('invoice.paid', {
    id: 'ety_one',
    description: 'An invoice was paid in full.',
    example: { id: 'in_1', total: 1200 },
    schema: { type: 'object', required: ['id'] },
  }),
  'GET /presets/*': {
    ...aPreset(),
    event_types: catalog.map((name) => ({ name, description: 'It happened.', example: {} })),
  },
  'GET /deadlines': aPage([
    aDeadline({ id: 'ddl_one' }),
    aDeadline({ name: 'سلة متروكة', within_ms: 86_400_000 }),
  ]),
  'GET /deadlines/ddl_one': aDeadline({ id: 'ddl_one' }),
  'GET /deadlines/*/timers': aPage([
    aTimer({ armed_at: ago(20), due_at: ago(-40) }),
    aTimer({
      key: 'a-customer-with-a-very-long-identifier@holding.acme.example',
      armed_at: ago(5),
      due_at: ago(-55),
    }),
  ]),
};
