import { expect, test } from 'vitest';

import { aTenantLoad } from '~/testing/tenants';
import { lastHour, tenantHealth, tenantState, waitingWords } from '~/words/tenant';

test('what fails is said before what was switched off', () => {
  expect(tenantHealth(aTenantLoad({ failing_hooks: 1, suspended_hooks: 2 })).label).toBe('1 failing hook');
  expect(tenantHealth(aTenantLoad({ suspended_hooks: 2 })).label).toBe('2 suspended hooks');
  expect(tenantHealth(aTenantLoad({})).label).toBe('Healthy');
  expect(tenantHealth(aTenantLoad({ active_hooks: 0 })).label).toBe('No hooks yet');
});

test('figures say when there is more than was counted', () => {
  expect(waitingWords(aTenantLoad({ waiting_deliveries: 12 }))).toBe('12');
  expect(waitingWords(aTenantLoad({ waiting_deliveries: 10_000, more_are_waiting: true }))).toBe(
    'More than 10,000',
  );
  expect(lastHour(aTenantLoad({ delivered_last_hour: 1_200, failed_last_hour: 3 }))).toBe('1,200, 3 failed');
});

test('a tenant that is being erased says so', () => {
  expect(tenantState('deleting').label).toBe('Being deleted');
});
