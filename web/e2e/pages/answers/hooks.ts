/** Hooks: sending, held, switched off, failing, and with difficult names. */
import { aHook, anAction, anAttempt, aPage, aPolicy, aSecret } from '../../../src/testing/factories';
import type { Answers } from '../stub-api';
import { ago } from './moments';

export const erp = aHook({ id: 'hk_erp', name: 'ERP', last_success_at: ago(1) });
export const missed = { ...erp, missed_period: { since: ago(300), until: ago(5) } };
export const paused = aHook({
  id: 'hk_paused',
  name: 'Warehouse',
  url: 'https://warehouse.acme.example/api/v3/tenants/acme-international-holding/webhooks/incoming?token=9f86d081884c7d65',
  state: 'paused',
  state_reason: 'manual',
  last_success_at: ago(180),
});
export const inactive = aHook({
  id: 'hk_inactive',
  name: 'Customer data platform of the Northern European subsidiaries (staging, second attempt)',
  url: 'http://127.0.0.1:9000/in',
  state: 'inactive',
  state_reason: 'test_failed',
  consecutive_failures: 3,
  last_success_at: null,
});
export const rightToLeft = aHook({
  id: 'hk_rtl',
  name: 'مستودع الطلبات 📦',
  url: 'https://xn--mgbh0fb.example/hooks',
  last_success_at: ago(60 * 50),
  consecutive_failures: 12,
  failing_since: ago(60 * 49),
  actions: [
    anAction({
      event_type: 'order.*',
      filter: {
        all: [
          { field: '/total', gte: 1000 },
          { attribute: 'app', in: ['game', 'shop'] },
        ],
      },
    }),
    anAction({ event_type: 'invoice.paid', app: 'متجر', sku: 'coins-100' }),
    anAction({ event_type: 'subscription.plan-change.scheduled-for-renewal-at-the-end-of-the-term' }),
  ],
});
export const silent = aHook({
  id: 'hk_new',
  name: '🧾 Invoices → bookkeeping',
  last_success_at: null,
  rate_per_s: 5,
  preset: 'upgates',
  standard_headers: false,
  actions: [],
  policy: aPolicy({
    timeout_ms: 1000,
    success: ['200', '204'],
    on_timeout: 'delivered',
    on_gone: 'retry',
    jitter: 0,
    retry_after_on: [],
    deactivate_after_ms: null,
    schedule_ms: undefined,
    schedule: { kind: 'interval', every_ms: 300_000 },
  }),
});
export const hooks = [erp, paused, inactive, rightToLeft, silent];

export const hookAnswers: Answers = {
  'GET /hooks': aPage(hooks),
  'GET /hooks/hk_erp': erp,
  'GET /hooks/hk_inactive': inactive,
  'GET /hooks/hk_paused': paused,
  'GET /hooks/hk_rtl': rightToLeft,
  'GET /hooks/hk_new': silent,
  'POST /hooks/preview': anAttempt().request,
  'POST /hooks/*/preview': anAttempt().request,
  'GET /hooks/*/secret': {
    secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    kind: 'hmac',
    secrets: [aSecret(), aSecret({ expires_at: ago(-600) })],
  },
};
