/** The operator's pages to look at. */
import { aPage, branding } from '../../../src/testing/factories';
import { aHookOfTenant, aTenant, aTenantLoad, aWholeTenant } from '../../../src/testing/tenants';
import type { Scene } from './scene';
import { Answer, type Answers } from '../stub-api';

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const tenants = [
  aTenant({
    load: aTenantLoad({ delivered_last_hour: 12_400, failed_last_hour: 3, waiting_deliveries: 42 }),
  }),
  aTenant({
    id: 'ten_failing',
    key: 'globex',
    name: 'Globex',
    load: aTenantLoad({
      failing_hooks: 2,
      waiting_deliveries: 10_000,
      more_are_waiting: true,
      failed_last_hour: 812,
    }),
  }),
  aTenant({ id: 'ten_suspended', key: 'initech', name: 'Initech', state: 'suspended' }),
  aTenant({
    id: 'ten_long',
    key: null,
    name: 'Acme International Holding of the Northern Subsidiaries مها 📦',
    load: aTenantLoad({ suspended_hooks: 1, inactive_hooks: 1 }),
  }),
  aTenant({
    id: 'ten_deleting',
    key: 'hooli',
    name: 'Hooli',
    state: 'deleting',
    load: aTenantLoad({ active_hooks: 0 }),
  }),
];

const base: Answers = {
  'GET /operator/session': { token_id: 'opt_one', name: 'platform' },
  'GET /tenants': aPage(tenants),
  'GET /tenants/ten_acme': aWholeTenant({
    load: aTenantLoad({
      suspended_hooks: 2,
      inactive_hooks: 2,
      waiting_deliveries: 42,
      delivered_last_hour: 12_400,
    }),
  }),
  'GET /tenants/ten_deleting': aWholeTenant({
    id: 'ten_deleting',
    name: 'Hooli',
    state: 'deleting',
    deletion: { requested_at: ago(3), erased_rows: 48_500 },
  }),
  'GET /tenants/*/branding': branding({ name: 'Acme Events', colour: '#aa3300' }),
  'GET /tenants/*/hooks': aPage([
    aHookOfTenant({ inactive_since: ago(240) }),
    aHookOfTenant({
      id: 'hk_tested',
      name: 'CRM of the northern branch',
      state_reason: 'test_failed',
      last_success_at: null,
    }),
  ]),
  'POST /tenants/*/links': {
    url: 'https://hooks.example.com/portal?token=bhl_example',
    expires_at: ago(-15),
  },
};

export const operatorScenes: Scene[] = [
  {
    name: 'operator-door',
    path: '/operator',
    answers: { ...base, 'GET /operator/session': new Answer(401, { title: 'Unauthenticated' }) },
  },
  { name: 'operator-tenants', path: '/operator', answers: base },
  { name: 'operator-no-tenants', path: '/operator', answers: { ...base, 'GET /tenants': aPage([]) } },
  { name: 'operator-tenant', path: '/operator/tenants/ten_acme', answers: base },
  { name: 'operator-tenant-deleting', path: '/operator/tenants/ten_deleting', answers: base },
  {
    name: 'operator-tenant-delete',
    path: '/operator/tenants/ten_acme',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('dialog').getByLabel('Name of the tenant').waitFor();
    },
  },
];
