/** Members, and those who are asked to be, in words. */
import type { InvitationState } from '~/api/shapes';
import type { Said } from '~/words/tone';

/** Whether somebody may act. */
export function memberStateSaid(state: string): Said {
  return state === 'active' ? { label: 'Active', tone: 'good' } : { label: 'Disabled', tone: 'off' };
}

export const invitationStates: Record<InvitationState, Said> = {
  open: { label: 'Open', tone: 'wait' },
  expired: { label: 'Expired', tone: 'bad' },
  accepted: { label: 'Accepted', tone: 'good' },
  revoked: { label: 'Revoked', tone: 'off' },
};
