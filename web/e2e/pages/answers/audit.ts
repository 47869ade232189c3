/** An audit log: people, tokens and Billhook itself, with changes large and small. */
import { anAuditEntry, aPage } from '../../../src/testing/factories';
import type { Answers } from '../stub-api';
import { ago } from './moments';

export const auditAnswers: Answers = {
  'GET /audit': aPage(
    [
      anAuditEntry({ created_at: ago(1) }),
      anAuditEntry({
        actor: { kind: 'system', id: null, name: 'Billhook', address: null },
        operation: 'hook.deactivated',
        subject: {
          kind: 'hook',
          id: 'hk_inactive',
          name: 'Customer data platform of the Northern European subsidiaries (staging, second attempt)',
        },
        before: { state: 'active' },
        after: { state: 'inactive', state_reason: 'owner_grants_changed' },
        created_at: ago(14),
      }),
      anAuditEntry({
        actor: { kind: 'token', id: 'tok_one', name: 'deploy.خادم', address: '2001:db8:85a3::8a2e:370:7334' },
        operation: 'event_type.created',
        subject: {
          kind: 'event_type',
          id: 'ety_one',
          name: 'subscription.plan-change.scheduled-for-renewal',
        },
        before: null,
        after: { name: 'subscription.plan-change.scheduled-for-renewal', declared: true },
        created_at: ago(300),
      }),
      anAuditEntry({
        operation: 'token.revoked',
        subject: { kind: 'token', id: 'tok_two', name: 'CI' },
        before: null,
        after: null,
        created_at: ago(9_000),
      }),
    ],
    'more',
  ),
};
