/** A delivery policy as a row of attempts and a few sentences. */
import type { Policy, Schedule } from '~/api/shapes';
import { counted, duration } from '~/words/time';

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

/** The attempts of a policy as rows to read: all of a few, the ends of many with what lies between. */
export type PlanRow =
  | (PlannedAttempt & { kind: 'attempt' })
  /** `count` attempts that are not told one by one; null for "without end". */
  | { kind: 'gap'; count: number | null; shortestMs: number; longestMs: number };

/** From so many attempts on only the first and the last few are rows. */
const MANY = 12;
const HEAD = 7;
const TAIL = 2;
/** More attempts than this are counted as endless: the API allows 10,000, nobody reads them. */
const COUNTED = 500;

export function planRows(policy: Policy): PlanRow[] {
  const { attempts, more } = plannedAttempts(policy, COUNTED);
  const rows = attempts.map((attempt): PlanRow => ({ kind: 'attempt', ...attempt }));
  if (!more && rows.length <= MANY) return rows;
  const tail = more ? 0 : TAIL;
  const between = attempts.slice(HEAD, attempts.length - tail);
  const gap: PlanRow = {
    kind: 'gap',
    count: more ? null : between.length,
    shortestMs: between[0]?.waitMs ?? 0,
    longestMs: between.at(-1)?.waitMs ?? 0,
  };
  return [...rows.slice(0, HEAD), gap, ...rows.slice(rows.length - tail, tail === 0 ? 0 : undefined)];
}

/** "10 attempts over 3 d 3 h", "attempts without end". */
export function planSum(policy: Policy): string {
  const { attempts, more } = plannedAttempts(policy, COUNTED);
  const last = attempts.at(-1);
  if (more) return 'Attempts without end';
  const over = last === undefined || last.afterMs === 0 ? '' : ` over ${duration(last.afterMs)}`;
  return counted(attempts.length, 'attempt') + over;
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
