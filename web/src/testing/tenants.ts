/** Tenants for tests and pictures, as the operator sees them. */
import type { HookOfTenant, TenantInList, TenantLimits, TenantWithLoad } from '~/api/shapes';

export function aTenantLoad(changes: Partial<TenantInList['load']>): TenantInList['load'] {
  return {
    active_hooks: 12,
    paused_hooks: 0,
    inactive_hooks: 0,
    suspended_hooks: 0,
    failing_hooks: 0,
    waiting_deliveries: 0,
    more_are_waiting: false,
    delivered_last_hour: 0,
    failed_last_hour: 0,
    ...changes,
  };
}

const noLimits: TenantLimits = {
  events_per_s: null,
  event_bytes: null,
  hooks: null,
  apps: null,
  skus: null,
  event_types: null,
  members: null,
  tokens: null,
};

const acme = {
  id: 'ten_acme',
  key: 'acme-42',
  name: 'Acme',
  slug: 'acme',
  preset: 'standard',
  state: 'active',
  created_at: '2026-10-01T09:00:00Z',
  updated_at: '2026-11-20T12:00:00Z',
} as const;

export function aTenant(changes: Partial<TenantInList> = {}): TenantInList {
  return { ...acme, load: aTenantLoad({}), ...changes };
}

export function aWholeTenant(changes: Partial<TenantWithLoad> = {}): TenantWithLoad {
  return {
    ...acme,
    load: aTenantLoad({}),
    limits: { ...noLimits, hooks: 100 },
    limits_in_force: {
      ...noLimits,
      hooks: 100,
      event_bytes: 262_144,
      apps: 10_000,
      skus: 100_000,
      event_types: 10_000,
      members: 1_000,
      tokens: 1_000,
    },
    deletion: null,
    ...changes,
  };
}

export function aHookOfTenant(changes: Partial<HookOfTenant> = {}): HookOfTenant {
  return {
    id: 'hk_off',
    name: 'Warehouse',
    state: 'inactive',
    state_reason: 'failing',
    inactive_since: '2026-11-20T08:00:00Z',
    failing_since: '2026-11-15T08:00:00Z',
    consecutive_failures: 42,
    last_success_at: '2026-11-15T07:59:00Z',
    ...changes,
  };
}
