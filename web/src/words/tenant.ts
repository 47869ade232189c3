/** Tenants in words: their state, how they fare, and what bounds them. */
import type { TenantInList, TenantLimits } from '~/api/shapes';
import { count, counted } from '~/words/time';
import type { Said } from '~/words/tone';

/** What the state of a tenant means. */
export function tenantState(state: string): Said {
  if (state === 'active') return { label: 'Active', tone: 'good' };
  if (state === 'suspended') return { label: 'Suspended', tone: 'wait' };
  return { label: 'Being deleted', tone: 'bad' };
}

/** How the hooks of a tenant are doing. */
export function tenantHealth(load: TenantInList['load']): Said {
  const { active_hooks, paused_hooks, inactive_hooks, failing_hooks, suspended_hooks } = load;
  if (failing_hooks > 0) return { label: counted(failing_hooks, 'failing hook'), tone: 'bad' };
  if (suspended_hooks > 0) return { label: counted(suspended_hooks, 'suspended hook'), tone: 'wait' };
  if (active_hooks + paused_hooks + inactive_hooks === 0) return { label: 'No hooks yet', tone: 'off' };
  return { label: 'Healthy', tone: 'good' };
}

/** "3 failed", "None failed": of what has ended in the last hour. */
export function failedLately({ failed_last_hour }: TenantInList['load']): string {
  return failed_last_hour === 0 ? 'None failed' : `${count(failed_last_hour)} failed`;
}

/** "1 paused, 2 inactive": the hooks that do not send. */
export function otherHooks({ paused_hooks, inactive_hooks }: TenantInList['load']): string {
  return `${count(paused_hooks)} paused, ${count(inactive_hooks)} inactive`;
}

/** "More than 10,000" */
export function waitingWords({ waiting_deliveries, more_are_waiting }: TenantInList['load']): string {
  return more_are_waiting ? `More than ${count(waiting_deliveries)}` : count(waiting_deliveries);
}

/** What a tenant can be bounded to, in the order in which it is shown. */
export const limitNames: Record<keyof TenantLimits, string> = {
  events_per_s: 'Events in a second',
  event_bytes: 'Bytes of an event',
  hooks: 'Hooks',
  apps: 'Apps',
  skus: 'SKUs',
  event_types: 'Event types',
  members: 'Members, with invited ones',
  tokens: 'Tokens',
};

export const limitKeys = Object.keys(limitNames) as (keyof TenantLimits)[];
