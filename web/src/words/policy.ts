/** A delivery policy as a row of attempts and a few sentences. */
import type { Policy, Schedule } from '~/api/shapes';
import { duration } from '~/words/time';

/** One attempt of the plan: `waitMs` after the one before, `afterMs` after the first. */
export interface PlannedAttempt {
  number: number;
  waitMs: number;
  afterMs: number;
}

/** The attempts of a policy, at most `limit` of them, and whether more follow. */
export function plannedAttempts(policy: Policy, limit = 24): { attempts: PlannedAttempt[]; more: boolean } {
  const schedule = scheduleOf(policy);
  const attempts: PlannedAttempt[] = [{ number: 1, waitMs: 0, afterMs: 0 }];
  let afterMs = 0;
  for (let retry = 1; ; retry += 1) {
    const waitMs = waitBefore(schedule, retry);
    if (waitMs === null || retry > (schedule.max_retries ?? Infinity)) return { attempts, more: false };
    afterMs += waitMs;
    if (afterMs > (schedule.max_age_ms ?? Infinity)) return { attempts, more: false };
    if (attempts.length === limit) return { attempts, more: true };
    attempts.push({ number: retry + 1, waitMs, afterMs });
  }
}

/** `schedule_ms` is the short form of a list. */
function scheduleOf(policy: Policy): Schedule {
  return policy.schedule ?? { kind: 'list', waits_ms: policy.schedule_ms ?? [] };
}

/** The wait before retry `retry` (from 1), or null when there is none. */
function waitBefore(schedule: Schedule, retry: number): number | null {
  switch (schedule.kind) {
    case 'none':
      return null;
    case 'list':
      return schedule.waits_ms?.[retry - 1] ?? null;
    case 'interval':
      return (retry === 1 ? schedule.first_ms : null) ?? schedule.every_ms ?? null;
    case 'growing':
      return Math.min(growingWait(schedule, retry - 1), schedule.max_wait_ms ?? Infinity);
  }
}

function growingWait({ base_ms, power, factor }: Schedule, n: number): number {
  const base = base_ms ?? 0;
  return power == null ? base * (factor ?? 1) ** n : base + n ** power * 1_000;
}

/** What counts as success, when an attempt is given up, and what ends the hook. */
export function policySentences(policy: Policy): { term: string; words: string }[] {
  return [
    { term: 'Succeeds on', words: successWords(policy) },
    { term: 'Gives up waiting after', words: timeoutWords(policy) },
    { term: 'Tries again on', words: retryWords(policy) },
    { term: 'Switches the hook off', words: deactivationWords(policy) },
  ];
}

function successWords({ success }: Policy): string {
  return statusWords(success, 'any response');
}

function timeoutWords({ timeout_ms, on_timeout }: Policy): string {
  return duration(timeout_ms ?? 0) + (on_timeout === 'delivered' ? ', and counts it as delivered' : '');
}

function retryWords(policy: Policy): string {
  if (plannedAttempts(policy, 2).attempts.length === 1) return 'nothing: each delivery is sent once';
  const honoured = policy.retry_after_on?.length ? '; Retry-After is honoured' : '';
  return statusWords(policy.retry_on, 'any other response') + honoured;
}

function statusWords(statuses: string[] | null | undefined, any: string): string {
  return statuses == null || statuses.includes('any') ? any : statuses.join(', ');
}

function deactivationWords({ on_gone, deactivate_after_spent, deactivate_after_ms }: Policy): string {
  const rules = [
    deactivate_after_ms == null ? null : `after ${duration(deactivate_after_ms)} without one success`,
    deactivate_after_spent == null ? null : `after ${deactivate_after_spent} spent deliveries in a row`,
    on_gone === 'deactivate' ? 'on 410 Gone' : null,
  ].filter((rule) => rule !== null);
  return rules.length === 0 ? 'never by itself' : rules.join(', or ');
}
