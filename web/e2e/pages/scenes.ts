/** The pages to look at, each with what the API answers there: full, empty, failing, and with difficult names. */
import {
  anAction,
  aDelivery,
  aHook,
  anAttempt,
  anEvent,
  anEventSummary,
  anEventMatch,
  anEventType,
  aDeadline,
  settings,
  aTimer,
  aPage,
  aPolicy,
  aPreset,
  aSecret,
  aSession,
  aSessionOfUser,
  aMember,
  anInvitation,
  anOffer,
  aReplay,
  figures,
  someStats,
} from '../../src/testing/factories';
import type { Page } from '@playwright/test';

import { rightGroups } from '../../src/words/permission';
import { operatorScenes } from './operator-scenes';
import { Answer, NEVER, type Answers } from './stub-api';

export interface Scene {
  name: string;
  path: string;
  answers: Answers;
  /** What is done on the page before it is looked at. */
  act?: (page: Page) => Promise<void>;
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

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
const refused = anAttempt({
  number: 1,
  duration_ms: 3,
  outcome: 'refused',
  status: null,
  error: 'connection refused',
  response: null,
  started_at: ago(10),
});

const erp = aHook({ id: 'hk_erp', name: 'ERP', last_success_at: ago(1) });
const paused = aHook({
  id: 'hk_paused',
  name: 'Warehouse',
  url: 'https://warehouse.acme.example/api/v3/tenants/acme-international-holding/webhooks/incoming?token=9f86d081884c7d65',
  state: 'paused',
  state_reason: 'manual',
  last_success_at: ago(180),
});
const inactive = aHook({
  id: 'hk_inactive',
  name: 'Customer data platform of the Northern European subsidiaries (staging, second attempt)',
  url: 'http://127.0.0.1:9000/in',
  state: 'inactive',
  state_reason: 'test_failed',
  consecutive_failures: 3,
  last_success_at: null,
});
const rightToLeft = aHook({
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
const silent = aHook({
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
const hooks = [erp, paused, inactive, rightToLeft, silent];

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

const catalogue = [
  'customer.created',
  'customer.deleted',
  'invoice.created',
  'invoice.paid',
  'order.created',
];
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

const everything = rightGroups.flatMap(({ rights }) => rights.map(({ permission }) => permission));
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const offer = anOffer({ expires_at: ago(-6 * 24 * 60) });
const used = new Answer(422, {
  type: 'about:blank',
  title: 'Invalid',
  status: 422,
  detail: 'The request is not valid.',
  errors: [{ pointer: '/token', detail: 'the link was used or has expired: ask for another' }],
});

const worst_hooks = [
  { hook: rightToLeft, failed: 24, delivered: 96 },
  { hook: inactive, failed: 6, delivered: 0 },
  { hook: erp, failed: 0, delivered: 1_084 },
].map(({ hook, failed, delivered }) => ({
  hook_id: hook.id,
  name: hook.name,
  state: hook.state,
  ...figures({
    failed,
    delivered,
    failure_rate: failed / (failed + delivered),
    attempts: failed + delivered,
    latency_ms: { p50: 40, p95: 310, p99: 900, max: 1_240 },
  }),
}));
const quiet = someStats({ total: figures(), steps: [], backlog: { waiting: 0, due: 0, is_exact: true } });

const base: Answers = {
  'GET /stats': someStats({ worst_hooks }),
  'GET /setup': { needed: false },
  'GET /session': aSession({ permissions: everything }),
  'GET /sessions': aPage([
    aSessionOfUser({ current: true, last_seen_at: ago(0), created_at: ago(30) }),
    aSessionOfUser({
      user_agent: chrome,
      address: '2001:db8::7',
      last_seen_at: ago(600),
      created_at: ago(9000),
    }),
    aSessionOfUser({ user_agent: null, address: null, last_seen_at: ago(60), created_at: ago(99) }),
  ]),
  'POST /password-resets': { expires_in_s: 3600 },
  'POST /password-resets/lookup': { email: 'owner@acme.example', expires_at: ago(-60) },
  'POST /invitations/lookup': offer,
  'GET /members': aPage([
    aMember({ permissions: everything, grants: ['*'] }),
    aMember({ state: 'disabled' }),
    aMember({
      user: {
        id: 'usr_long',
        name: 'مها 📦',
        email: 'operations-of-the-northern-subsidiaries@holding.acme.example',
        kind: 'person',
      },
    }),
  ]),
  'GET /invitations': aPage([
    anInvitation({ sent_at: ago(60) }),
    anInvitation({
      email: 'eva-the-external-bookkeeper@accounting-partners.example',
      state: 'expired',
      sent_at: ago(20_000),
    }),
    anInvitation({ state: 'accepted', sent_at: ago(40_000) }),
  ]),
  'GET /permission-sets': aPage([
    { id: 'admin', name: 'Administrator', description: 'Everything', permissions: everything },
    { id: 'developer', name: 'Developer', description: 'Hooks', permissions: everything.slice(0, 8) },
    { id: 'viewer', name: 'Viewer', description: 'Looks', permissions: ['hooks.view', 'events.view'] },
  ]),
  'GET /hooks': aPage(hooks),
  'GET /presets': aPage(presets),
  'GET /event-types': aPage(catalogue.map((name) => anEventType(name, { example: { total: 900 } }))),
  'GET /deliveries': aPage(deliveries, 'more'),
  'GET /hooks/hk_erp': erp,
  'GET /hooks/hk_inactive': inactive,
  'GET /hooks/hk_paused': paused,
  'GET /hooks/hk_rtl': rightToLeft,
  'GET /hooks/hk_new': silent,
  'POST /hooks/*/preview': anAttempt().request,
  'GET /hooks/*/secret': {
    secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    kind: 'hmac',
    secrets: [aSecret(), aSecret({ expires_at: ago(-600) })],
  },
  'GET /deliveries/dlv_waiting': deliveries[2],
  'GET /deliveries/*/attempts': aPage([refused, timedOut, broken]),
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
    event_types: catalogue.map((name) => ({ name, description: 'It happened.', example: {} })),
  },
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
  'GET /settings': settings(),
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

const failure = new Answer(500, { type: 'about:blank', title: 'Internal error', status: 500 });
const empty = aPage([]);

export const scenes: Scene[] = [
  { name: 'setup', path: '/setup?token=abc', answers: { ...base, 'GET /setup': { needed: true } } },
  { name: 'sign-in', path: '/sign-in', answers: base },
  { name: 'reset-password', path: '/reset-password', answers: base },
  {
    name: 'reset-password-sent',
    path: '/reset-password',
    answers: base,
    act: async (page) => {
      await page.getByRole('textbox', { name: 'E-mail' }).fill('owner@acme.example');
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByText('Look at your mail').waitFor();
    },
  },
  { name: 'new-password', path: '/new-password?token=abc', answers: base },
  {
    name: 'new-password-used',
    path: '/new-password?token=abc',
    answers: { ...base, 'POST /password-resets/lookup': used },
  },
  { name: 'invitation', path: '/invitation?token=abc', answers: base },
  {
    name: 'invitation-known',
    path: '/invitation?token=abc',
    answers: { ...base, 'POST /invitations/lookup': { ...offer, account: 'existing' } },
  },
  {
    name: 'invitation-used',
    path: '/invitation?token=abc',
    answers: { ...base, 'POST /invitations/lookup': used },
  },
  { name: 'account', path: '/account', answers: base },
  { name: 'members', path: '/members', answers: base },
  { name: 'members-invite', path: '/members/invite', answers: base },
  { name: 'overview', path: '/', answers: base },
  { name: 'overview-empty', path: '/?range=hour', answers: { ...base, 'GET /stats': quiet } },
  { name: 'overview-loading', path: '/', answers: { ...base, 'GET /stats': NEVER } },
  { name: 'overview-failing', path: '/', answers: { ...base, 'GET /stats': failure } },
  {
    name: 'overview-no-permission',
    path: '/',
    answers: { ...base, 'GET /session': aSession({ permissions: ['hooks.view'] }) },
  },
  { name: 'hooks', path: '/hooks', answers: base },
  { name: 'hooks-empty', path: '/hooks', answers: { ...base, 'GET /hooks': empty } },
  { name: 'hooks-loading', path: '/hooks', answers: { ...base, 'GET /hooks': NEVER } },
  { name: 'hooks-failing', path: '/hooks', answers: { ...base, 'GET /hooks': failure } },
  { name: 'hook-new', path: '/hooks/new', answers: base },
  { name: 'hook-edit', path: '/hooks/hk_erp/edit', answers: base },
  {
    name: 'hook-edit-policy',
    path: '/hooks/hk_new/edit',
    answers: { ...base, 'GET /hooks/hk_new': { ...silent, policy_overrides: { timeout_ms: 2_500 } } },
    act: async (page) => {
      await page.getByRole('group', { name: 'Retries' }).getByText('Growing').click();
      await page.getByRole('button', { name: 'Reset the schedule to the preset' }).waitFor();
    },
  },
  {
    name: 'hook-action-filter',
    path: '/hooks/hk_rtl/actions',
    answers: {
      ...base,
      'POST /filters/check': {
        matches: false,
        failing: { clause: '/gte', detail: '`/total` is 900, and must be at least 1000' },
      },
    },
    act: async (page) => {
      await page.getByRole('button', { name: 'Change order.*' }).click();
      await page.getByRole('button', { name: 'Try on the example of order.created' }).click();
      await page.getByText('must be at least').waitFor();
    },
  },
  { name: 'hook', path: '/hooks/hk_erp', answers: base },
  {
    name: 'hooks-managed-by-api',
    path: '/hooks',
    answers: { ...base, 'GET /settings': settings({ hooks_managed_by: 'api' }) },
  },
  {
    name: 'hook-managed-by-api',
    path: '/hooks/hk_erp',
    answers: { ...base, 'GET /settings': settings({ hooks_managed_by: 'api' }) },
  },
  { name: 'hook-inactive', path: '/hooks/hk_inactive', answers: { ...base, 'GET /deliveries': empty } },
  { name: 'hook-loading', path: '/hooks/hk_erp', answers: { ...base, 'GET /hooks/hk_erp': NEVER } },
  { name: 'deliveries', path: '/deliveries', answers: base },
  {
    name: 'deliveries-narrowed',
    path: '/deliveries?state=failed&hook=hk_rtl',
    answers: { ...base, 'GET /deliveries': empty },
  },
  {
    name: 'deliveries-replay',
    path: '/deliveries?state=failed',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'Replay these' }).click();
      await page.getByRole('dialog').getByText('1,200 deliveries').waitFor();
    },
  },
  { name: 'replays', path: '/replays', answers: base },
  { name: 'replays-empty', path: '/replays', answers: { ...base, 'GET /replays': empty } },
  { name: 'delivery', path: '/deliveries/dlv_waiting', answers: base },
  { name: 'events', path: '/events', answers: base },
  { name: 'event', path: '/events/evt_one', answers: base },
  {
    name: 'event-new',
    path: '/events/new',
    answers: base,
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Event type' }).fill('invoice.paid');
      await page.getByRole('button', { name: 'Take the example of invoice.paid' }).click();
    },
  },
  { name: 'events-held', path: '/events?held=true', answers: { ...base, 'GET /events': empty } },
  { name: 'event-types', path: '/event-types', answers: base },
  { name: 'event-types-empty', path: '/event-types', answers: { ...base, 'GET /event-types': empty } },
  {
    name: 'event-types-import',
    path: '/event-types',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await page.getByRole('dialog').getByText('5 event types').waitFor();
    },
  },
  { name: 'event-type', path: '/event-types/ety_one', answers: base },
  {
    name: 'event-type-no-permission',
    path: '/event-types/ety_one',
    answers: { ...base, 'GET /session': aSession() },
  },
  { name: 'event-type-new', path: '/event-types/new', answers: base },
  {
    name: 'search',
    path: '/hooks',
    answers: base,
    act: async (page) => {
      await page.getByRole('link', { name: 'ERP' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search' }).fill('e');
    },
  },
  { name: 'settings', path: '/settings', answers: base },
  {
    name: 'settings-no-permission',
    path: '/settings',
    answers: { ...base, 'GET /session': aSession() },
  },
  { name: 'deadlines', path: '/deadlines', answers: base },
  { name: 'deadlines-empty', path: '/deadlines', answers: { ...base, 'GET /deadlines': empty } },
  { name: 'deadline', path: '/deadlines/ddl_one', answers: base },
  { name: 'deadline-new', path: '/deadlines/new', answers: base },
  {
    name: 'hook-new-refused',
    path: '/hooks/new',
    answers: base,
    act: (page) => page.getByRole('button', { name: 'Create hook' }).click(),
  },
  { name: 'hook-test-succeeded', path: '/hooks/hk_erp', answers: tested('delivered'), act: pressTest },
  { name: 'hook-test-failed', path: '/hooks/hk_rtl', answers: tested('failed'), act: pressTest },
  { name: 'hook-test-preview', path: '/hooks/hk_inactive', answers: tested('preview'), act: pressTest },
  {
    name: 'hook-delete',
    path: '/hooks/hk_erp',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await page.getByRole('dialog').getByText('waiting deliver').waitFor();
    },
  },
  { name: 'hook-actions', path: '/hooks/hk_rtl/actions', answers: base },
  {
    name: 'hook-action-new',
    path: '/hooks/hk_rtl/actions',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'Add an action' }).click();
      await page.getByRole('dialog').getByText('One type, a family').waitFor();
    },
  },
  { name: 'hook-actions-none', path: '/hooks/hk_new/actions', answers: base },
  { name: 'hook-policy', path: '/hooks/hk_erp/policy', answers: base },
  { name: 'hook-policy-endless', path: '/hooks/hk_new/policy', answers: base },
  { name: 'hook-signature', path: '/hooks/hk_erp/signature', answers: base },
  { name: 'hook-signature-none', path: '/hooks/hk_new/signature?language=go', answers: base },
  { name: 'hook-failing', path: '/hooks/hk_rtl', answers: base },
  {
    name: 'hook-no-permission',
    path: '/hooks/hk_erp/signature',
    answers: { ...base, 'GET /session': aSession({ permissions: ['hooks.view'] }) },
  },
  {
    name: 'hook-secret',
    path: '/hooks/hk_erp/signature',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'Show' }).click();
      await page.getByRole('list', { name: 'Secrets' }).waitFor();
    },
  },
  { name: 'not-found', path: '/no/such/page', answers: base },
  ...operatorScenes,
];

/** What the API answers around a test of any hook. */
function tested(outcome: 'delivered' | 'failed' | 'preview'): Answers {
  const last_attempt = outcome === 'failed' ? refused : anAttempt();
  const delivery = aDelivery({
    id: 'dlv_test',
    kind: 'test',
    state: outcome === 'failed' ? 'failed' : 'delivered',
    last_attempt,
  });
  const answer =
    outcome === 'preview'
      ? { sent: false, delivery_id: null, request: anAttempt().request }
      : { sent: true, delivery_id: 'dlv_test' };
  return { 'POST /hooks/*/test': answer, 'GET /deliveries/dlv_test': delivery, ...base };
}

async function pressTest(page: Page): Promise<void> {
  await page.getByRole('button', { name: /test$/i }).click();
  await page
    .getByRole('region', { name: 'Test' })
    .getByRole('heading', { name: /Test|Nothing/ })
    .waitFor();
}

/** One of the scenes above, by its name. */
export function scene(name: string): Scene {
  const found = scenes.find((scene) => scene.name === name);
  if (found === undefined) throw new Error(`There is no scene ${name}.`);
  return found;
}
