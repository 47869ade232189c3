/** What the state of a delivery and the end of an attempt mean, in plain words. */
import type {
  AttemptSummary,
  Delivery,
  DeliveryKind,
  DeliveryReason,
  DeliveryState,
  Outcome,
} from '~/api/shapes';
import type { Said } from '~/words/tone';

export const deliveryStates: Record<DeliveryState, Said> = {
  pending: { label: 'Waiting', tone: 'wait' },
  in_flight: { label: 'Sending', tone: 'wait' },
  delivered: { label: 'Delivered', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  cancelled: { label: 'Cancelled', tone: 'off' },
  skipped: { label: 'Skipped', tone: 'off' },
};

export const deliveryKinds: Record<DeliveryKind, string> = { event: 'Event', test: 'Test', replay: 'Replay' };

const reasons: Record<DeliveryReason, string> = {
  schedule_spent: 'Every attempt of the schedule is used up.',
  no_retries: 'The only attempt failed: this hook’s policy has no retries.',
  not_retried: 'The response is one that the hook’s policy does not retry.',
  test_failed: 'The test got no success. Tests are sent once.',
  gone: 'The receiver answered 410 Gone.',
  timeout_counts_as_delivered: 'Time ran out, which this hook’s policy counts as delivered.',
  hook_inactive: 'The hook was inactive when the event came.',
  manual: 'A member took it back.',
  event_cancelled: 'The event was cancelled while it was held.',
  hook_deactivated: 'The hook was deactivated or deleted while the delivery waited.',
  owner_permissions_changed:
    'The hook was deactivated while the delivery waited: its owner lost what it needs.',
  unrenderable: 'The event cannot be written in the hook’s form.',
};

/** Why a delivery is where it is; null where the state says it all. */
export function whyThere(delivery: Pick<Delivery, 'state' | 'state_reason' | 'attempts'>): string | null {
  if (delivery.state_reason != null) return reasons[delivery.state_reason];
  if (delivery.state === 'pending' && delivery.attempts > 0)
    return 'The last attempt failed; it is tried again.';
  return null;
}

const outcomes: Record<Exclude<Outcome, 'response'>, string> = {
  timeout: 'No response in time',
  refused: 'No connection',
  tls: 'TLS failed',
  dns: 'Host name not found',
  blocked: 'Address not allowed',
  error: 'Broken exchange',
};

const phrases: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** How an attempt ended, in a few words: "204 No Content", "No response in time". */
export function outcomeWords(attempt: Pick<AttemptSummary, 'outcome' | 'status'>): string {
  if (attempt.outcome !== 'response') return outcomes[attempt.outcome];
  if (attempt.status == null) return 'A response without a status';
  return [attempt.status, phrases[attempt.status]].filter(Boolean).join(' ');
}
