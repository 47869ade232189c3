/** What deliveries came to, of a busy tenant and of a quiet one. */
import { figures, someStats } from '../../../src/testing/factories';
import type { Answers } from '../stub-api';
import { erp, inactive, rightToLeft } from './hooks';

const worst_hooks = [
  { hook: rightToLeft, failed: 24, delivered: 96 },
  { hook: inactive, failed: 6, delivered: 0 },
  { hook: erp, failed: 0, delivered: 1_084 },
].map(({ hook, failed, delivered }) => ({
  hook_id: hook.id,
  name: hook.name,
  state: hook.state,
  ...figures({
    failed,
    delivered,
    failure_rate: failed / (failed + delivered),
    attempts: failed + delivered,
    latency_ms: { p50: 40, p95: 310, p99: 900, max: 1_240 },
  }),
}));
export const quiet = someStats({
  total: figures(),
  steps: [],
  backlog: { waiting: 0, due: 0, is_exact: true },
});

export const statsAnswers: Answers = {
  'GET /stats': someStats({ worst_hooks }),
};
