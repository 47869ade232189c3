/** Values of the API as tests need them: whole and plausible, with whatever matters to the test given. */
import type {
  Action,
  App,
  Attempt,
  AuditEntry,
  Branding,
  Deadline,
  Delivery,
  Event,
  EventMatch,
  EventSummary,
  EventType,
  Hook,
  HookSecret,
  Invitation,
  InvitationOffer,
  Member,
  Membership,
  Page,
  Policy,
  Preset,
  Session,
  Replay,
  ReplayDeliveries,
  SessionOfUser,
  Sku,
  Settings,
  Figures,
  Stats,
  Timer,
} from '~/api/shapes';

let counter = 0;

/** An id of the given kind that no other call returns. */
export function anId(prefix: string): string {
  counter += 1;
  return `${prefix}_01jd${counter.toString(36).padStart(22, '0')}`;
}

const NOON = '2026-11-20T12:00:00Z';

export function aPage<T>(data: T[], next_cursor: string | null = null): Page<T> {
  return { data, next_cursor };
}

export function aSession(given: Partial<Pick<Membership, 'permissions' | 'grants'>> = {}): Session {
  return {
    user: { id: anId('usr'), name: 'Owner of Acme', email: 'owner@acme.example', kind: 'person' },
    tenants: [
      {
        id: anId('ten'),
        member_id: anId('mbr'),
        name: 'Acme',
        slug: 'acme',
        preset: 'standard',
        permissions: [
          'hooks.view',
          'hooks.create',
          'hooks.edit',
          'hooks.delete',
          'hooks.test',
          'deliveries.replay',
          'events.view',
        ],
        grants: ['*'],
        ...given,
      },
    ],
  };
}

export function aPolicy(given: Partial<Policy> = {}): Policy {
  return {
    timeout_ms: 15_000,
    success: ['2xx'],
    on_timeout: 'retry',
    on_gone: 'deactivate',
    schedule_ms: [
      5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000,
    ],
    jitter: 0.2,
    retry_on: ['any'],
    retry_after_on: ['429', '502', '503', '504'],
    retry_after_max_ms: 86_400_000,
    deactivate_after_spent: null,
    deactivate_after_ms: 432_000_000,
    warn_before_ms: 86_400_000,
    ...given,
  };
}

export function aPreset(given: Partial<Preset> = {}): Preset {
  return {
    name: 'standard',
    title: 'Standard Webhooks',
    description: 'The open standard.',
    secret_kind: 'hmac',
    standard_headers: true,
    methods: ['POST', 'PUT'],
    formats: ['json', 'xml', 'form'],
    policy: aPolicy(),
    ...given,
  };
}

export function aHook(given: Partial<Hook> = {}): Hook {
  const id = given.id ?? anId('hk');
  return {
    id,
    name: 'ERP',
    url: 'https://erp.acme.example/webhooks/in',
    method: 'POST',
    format: 'json',
    preset: 'standard',
    policy: aPolicy(),
    policy_overrides: {},
    standard_headers: true,
    headers: {},
    max_in_flight: 16,
    rate_per_s: null,
    actions: [anAction({ hook_id: id })],
    owner: { user_id: anId('usr'), member_id: anId('mbr'), name: 'Owner of Acme' },
    state: 'active',
    state_reason: null,
    created_at: NOON,
    updated_at: NOON,
    last_success_at: NOON,
    consecutive_failures: 0,
    ...given,
  };
}

export function aMember(given: Partial<Member> = {}): Member {
  return {
    id: anId('mbr'),
    user: { id: anId('usr'), name: 'Developer of Acme', email: 'developer@acme.example', kind: 'person' },
    permissions: ['hooks.view', 'hooks.create', 'hooks.edit', 'events.view'],
    grants: ['order', 'invoice'],
    state: 'active',
    ...given,
  };
}

export function anInvitation(given: Partial<Invitation> = {}): Invitation {
  return {
    id: anId('inv'),
    email: 'bob@acme.example',
    permissions: ['hooks.view', 'events.view'],
    grants: ['invoice'],
    state: 'open',
    invited_by: 'Owner of Acme',
    created_at: NOON,
    sent_at: NOON,
    expires_at: '2026-11-27T12:00:00Z',
    ...given,
  };
}

export function anOffer(given: Partial<InvitationOffer> = {}): InvitationOffer {
  return {
    tenant_name: 'Acme',
    email: 'bob@acme.example',
    invited_by: 'Owner of Acme',
    permissions: ['hooks.view', 'hooks.test', 'events.view'],
    grants: ['invoice', 'order'],
    expires_at: '2026-11-27T12:00:00Z',
    account: 'new',
    ...given,
  };
}

export function aSessionOfUser(given: Partial<SessionOfUser> = {}): SessionOfUser {
  return {
    id: anId('ses'),
    current: false,
    address: '192.0.2.7',
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    created_at: NOON,
    last_seen_at: NOON,
    expires_at: '2026-12-20T12:00:00Z',
    ...given,
  };
}

export function anAction(given: Partial<Action> = {}): Action {
  return {
    id: anId('act'),
    hook_id: anId('hk'),
    event_type: 'invoice.*',
    app: null,
    sku: null,
    filter: null,
    created_at: NOON,
    updated_at: NOON,
    ...given,
  };
}

export function aSecret(given: Partial<HookSecret> = {}): HookSecret {
  return {
    id: anId('sec'),
    kind: 'hmac',
    secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    created_at: NOON,
    ...given,
  };
}

export function anAttempt(given: Partial<Attempt> = {}): Attempt {
  return {
    id: anId('att'),
    number: 1,
    started_at: NOON,
    duration_ms: 84,
    outcome: 'response',
    status: 204,
    error: null,
    request: {
      method: 'POST',
      url: 'https://erp.acme.example/webhooks/in',
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'evt_01jd',
        'webhook-timestamp': '1795176000',
      },
      body: '{"type":"invoice.paid","timestamp":"2026-11-20T12:00:00Z","data":{"id":"in_1","total":1200}}',
    },
    response: { headers: { server: 'erp' }, body: '', truncated: false },
    ...given,
  };
}

export function aDelivery(given: Partial<Delivery> = {}): Delivery {
  return {
    id: anId('dlv'),
    event_id: anId('evt'),
    event_type: 'invoice.paid',
    hook_id: anId('hk'),
    kind: 'event',
    replay_id: null,
    repeats_id: null,
    part: 0,
    state: 'delivered',
    state_reason: null,
    attempts: 1,
    next_attempt_at: null,
    created_at: NOON,
    finished_at: NOON,
    last_attempt: anAttempt(),
    ...given,
  };
}

export function anEvent(given: Partial<Event> = {}): Event {
  return {
    ...anEventSummary(),
    data: { id: 'in_1', total: 1200 },
    violations: [],
    deliveries: [],
    ...given,
  };
}

export function anEventSummary(given: Partial<EventSummary> = {}): EventSummary {
  return {
    id: anId('evt'),
    type: 'invoice.paid',
    kind: 'event',
    occurred_at: NOON,
    created_at: NOON,
    matched: 1,
    skipped: 0,
    subjects: [],
    test_mode: false,
    ...given,
  };
}

export function anEventType(name: string, given: Partial<EventType> = {}): EventType {
  return {
    id: anId('ety'),
    name,
    description: '',
    declared: true,
    created_at: NOON,
    updated_at: NOON,
    ...given,
  };
}

/** Of a hook that has no delivery of the event. */
export function anEventMatch(given: Partial<EventMatch> = {}): EventMatch {
  return {
    hook_id: anId('hk'),
    hook_name: 'ERP',
    hook_state: 'active',
    delivered_to: false,
    matches: false,
    actions: [{ action_id: anId('act'), event_type: 'order.*', left_out_by: 'event_type' }],
    ...given,
  };
}

export function aDeadline(given: Partial<Deadline> = {}): Deadline {
  return {
    id: anId('ddl'),
    name: 'Abandoned',
    when: 'flow.started',
    unless: 'flow.completed',
    key: '/customer/external_id',
    within_ms: 3_600_000,
    emit: 'flow.abandoned',
    created_at: NOON,
    updated_at: NOON,
    ...given,
  };
}

export function aTimer(given: Partial<Timer> = {}): Timer {
  return {
    id: anId('tmr'),
    event_id: anId('evt'),
    key: 'customer_7',
    armed_at: NOON,
    due_at: '2026-11-20T13:00:00Z',
    ...given,
  };
}

export function settings(given: Partial<Settings> = {}): Settings {
  const unlimited = { events_per_s: null, hooks: null, event_bytes: null };
  return {
    tenant_id: anId('ten'),
    name: 'Acme',
    slug: 'acme',
    key: null,
    preset: 'standard',
    refuse_undeclared_event_types: false,
    event_schema_mode: 'warn',
    unknown_apps: 'register',
    hooks_managed_by: 'members',
    deactivate_on_any_permission_change: false,
    unsent_on_owner_change: 'cancel',
    history_days: 14,
    body_days: null,
    mails: { hook_warnings: true, hook_deactivations: true, copies_to: [] },
    limits: unlimited,
    ceiling: unlimited,
    in_force: {
      history_days: 14,
      body_days: 14,
      most_history_days: 30,
      limits: { ...unlimited, event_bytes: 262_144 },
    },
    ...given,
  };
}

export function branding(given: Partial<Branding> = {}): Branding {
  return { name: null, colour: null, logo: null, styles: null, ...given };
}

export function figures(given: Partial<Figures> = {}): Figures {
  return {
    delivered: 0,
    failed: 0,
    cancelled: 0,
    skipped: 0,
    failure_rate: null,
    attempts: 0,
    failed_attempts: 0,
    latency_ms: null,
    ...given,
  };
}

/** A day with something in every hour but the last. */
export function someStats(given: Partial<Stats> = {}): Stats {
  const from = Date.parse(NOON);
  const busy = (place: number) =>
    figures({
      delivered: 40 + ((place * 7) % 23),
      failed: place % 5 === 0 ? 6 : 0,
      skipped: place === 9 ? 4 : 0,
      failure_rate: place % 5 === 0 ? 0.1 : 0,
      attempts: 50 + place,
      failed_attempts: 4,
      latency_ms: { p50: 40 + place, p95: 180 + place * 9, p99: 700 + place * 30, max: 4_210 },
    });
  return {
    since: NOON,
    until: new Date(from + 24 * 3_600_000).toISOString(),
    step_s: 3_600,
    total: figures({
      delivered: 1_180,
      failed: 30,
      skipped: 4,
      failure_rate: 0.0248,
      attempts: 1_426,
      failed_attempts: 96,
      latency_ms: { p50: 48, p95: 310, p99: 1_240, max: 4_210 },
    }),
    steps: Array.from({ length: 24 }, (_, place) => ({
      at: new Date(from + place * 3_600_000).toISOString(),
      ...(place === 23 ? figures() : busy(place)),
    })),
    backlog: { waiting: 7, due: 1, is_exact: true },
    worst_hooks: [],
    ...given,
  };
}

export function aReplay(given: Partial<Replay> = {}): Replay {
  return {
    id: anId('rpl'),
    state: 'running',
    over: 'deliveries',
    filter: { state: 'failed' },
    rate_per_s: null,
    total: 1_200,
    made: 800,
    passed_over: 0,
    deliveries: null,
    created_by: 'Owner of Acme',
    created_at: NOON,
    finished_at: null,
    ...given,
  };
}

/** How the deliveries of a replay stand: none of them in a state that is not given. */
export function aStanding(given: Partial<ReplayDeliveries> = {}): ReplayDeliveries {
  return { pending: 0, in_flight: 0, delivered: 0, failed: 0, cancelled: 0, is_exact: true, ...given };
}

export function anApp(given: Partial<App> = {}): App {
  return { id: anId('app'), key: 'game', name: 'The Game', created_at: NOON, updated_at: NOON, ...given };
}

export function aSku(given: Partial<Sku> = {}): Sku {
  return {
    id: anId('sku'),
    app_id: anId('app'),
    key: 'coins-100',
    name: '100 coins',
    created_at: NOON,
    updated_at: NOON,
    ...given,
  };
}

export function anAuditEntry(given: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: anId('aud'),
    actor: { kind: 'user', id: anId('usr'), name: 'Owner of Acme', address: '192.0.2.7' },
    operation: 'hook.updated',
    subject: { kind: 'hook', id: anId('hk'), name: 'ERP' },
    before: { policy: { timeout_ms: 15_000 } },
    after: { policy: { timeout_ms: 5_000 } },
    created_at: NOON,
    ...given,
  };
}
