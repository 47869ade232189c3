import { expect, test } from 'vitest';

import { aTenantLoad } from '~/testing/tenants';
import { failedLately, otherHooks, tenantHealth, tenantState, waitingWords } from '~/words/tenant';

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
  expect(failedLately(aTenantLoad({ failed_last_hour: 1_200 }))).toBe('1,200 failed');
  expect(failedLately(aTenantLoad({ failed_last_hour: 0 }))).toBe('None failed');
  expect(otherHooks(aTenantLoad({ paused_hooks: 1, inactive_hooks: 2 }))).toBe('1 paused, 2 inactive');
});

test('a tenant that is being erased says so', () => {
  expect(tenantState('deleting').label).toBe('Being deleted');
});
