/** A delivery policy as a row of attempts and a few sentences. */
import type { Policy, Schedule } from '~/api/shapes';
import { count, counted, duration } from '~/words/time';

/** A preset's policy with what a hook changes of it. The two forms of a schedule replace each other. */
export function effectivePolicy(preset: Policy, overrides: Policy): Policy {
  if (!isOverridden(overrides, 'schedule')) return { ...preset, ...overrides };
  return { ...withoutOverrides(preset, ['schedule', 'schedule_ms']), ...overrides };
}

/** True if a hook sets the field itself; of a schedule, in either form. */
export function isOverridden(overrides: Policy, field: keyof Policy): boolean {
  if (field === 'schedule' || field === 'schedule_ms')
    return overrides.schedule != null || overrides.schedule_ms != null;
  return overrides[field] !== undefined;
}

/** The overrides without some of their fields, which are then as in the preset. */
export function withoutOverrides(overrides: Policy, fields: (keyof Policy)[]): Policy {
  return Object.fromEntries(
    Object.entries(overrides).filter(([field]) => !fields.includes(field as keyof Policy)),
  );
}

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
export function scheduleOf(policy: Policy): Schedule {
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

/** "10 attempts over 3 d 3 h, 15 s for each, as the preset has it": what a policy comes to, and whose it is. */
export function policyWords(preset: Policy, overrides: Policy): string {
  const policy = effectivePolicy(preset, overrides);
  const whose =
    Object.keys(overrides).length === 0 ? 'as the preset has it' : 'with changes of this hook’s own';
  return `${planSum(policy)}, ${duration(policy.timeout_ms ?? 0)} for each, ${whose}`;
}

/** "16 requests at once, any number in a second" */
export function limitWords(maxInFlight: number, ratePerS: number | null): string {
  const rate = ratePerS === null ? 'any number' : `${count(ratePerS)} at most`;
  return `${counted(maxInFlight, 'request')} at once, ${rate} in a second`;
}
