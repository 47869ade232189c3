/** Members in words. */
import type { Said } from '~/words/tone';

/** Whether somebody may act. */
export function memberStateSaid(state: string): Said {
  return state === 'active' ? { label: 'Active', tone: 'good' } : { label: 'Disabled', tone: 'off' };
}
