/** Who is signed in, who belongs to the tenant, and who is asked to. */
import {
  aMember,
  anInvitation,
  anOffer,
  aPage,
  aSession,
  aSessionOfUser,
} from '../../../src/testing/factories';
import { rightGroups } from '../../../src/words/permission';
import { Answer, type Answers } from '../stub-api';
import { ago } from './moments';

const everything = rightGroups.flatMap(({ rights }) => rights.map(({ permission }) => permission));
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
export const offer = anOffer({ expires_at: ago(-6 * 24 * 60) });
/** What a link gets that was used before. */
export const used = new Answer(422, {
  type: 'about:blank',
  title: 'Invalid',
  status: 422,
  detail: 'The request is not valid.',
  errors: [{ pointer: '/token', detail: 'the link was used or has expired: ask for another' }],
});

export const peopleAnswers: Answers = {
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
};
