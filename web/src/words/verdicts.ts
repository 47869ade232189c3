/** What a policy makes of each answer, and when it has had enough of a hook: the rules of the server in plain words. */
import type { Policy } from '~/api/shapes';
import { plannedAttempts } from '~/words/policy';
import { count, duration } from '~/words/time';
import type { Tone } from '~/words/tone';

/** What one kind of answer leads to. */
export interface AnswerRule {
  /** Statuses, or one phrase for what has none. */
  on: string[];
  kind: 'statuses' | 'words';
  means: string;
  tone: Tone;
}

/** Every answer that a receiver can give and what it means, in the order in which they are looked at. */
export function answerRules(policy: Policy): AnswerRule[] {
  const success = policy.success ?? [];
  const rules: AnswerRule[] = [{ on: success, kind: 'statuses', means: 'Delivered', tone: 'good' }];
  if (success.includes('any')) {
    rules[0] = { on: ['Any response'], kind: 'words', means: 'Delivered', tone: 'good' };
    return [...rules, ...silences(policy)];
  }
  if (policy.on_gone === 'deactivate' && !covers(success, '410')) {
    rules.push({ on: ['410'], kind: 'statuses', means: 'Failed, and the hook is deactivated', tone: 'bad' });
  }
  return [...rules, ...retries(policy), ...silences(policy)];
}

function retries(policy: Policy): AnswerRule[] {
  const { retry_on, retry_after_on } = {
    retry_on: policy.retry_on ?? [],
    retry_after_on: policy.retry_after_on ?? [],
  };
  if (!isRetried(policy)) return [{ on: ['Any other response'], kind: 'words', ...failure(policy) }];
  const rules: AnswerRule[] = [];
  const heeded = retry_after_on.filter((status) => covers(retry_on, status));
  if (heeded.length > 0) {
    const most = duration(policy.retry_after_max_ms ?? 0);
    const means = `Tried again, not before its Retry-After (${most} at most)`;
    rules.push({ on: heeded, kind: 'statuses', means, tone: 'wait' });
  }
  if (retry_on.includes('any')) {
    return [...rules, { on: ['Any other response'], kind: 'words', ...failure(policy) }];
  }
  const others = retry_on.filter((status) => !heeded.includes(status));
  if (others.length > 0) rules.push({ on: others, kind: 'statuses', ...failure(policy) });
  return [...rules, { on: ['Any other response'], kind: 'words', means: 'Failed at once', tone: 'bad' }];
}

/** What it means that no answer came at all. */
function silences(policy: Policy): AnswerRule[] {
  const late = `No response within ${duration(policy.timeout_ms ?? 0)}`;
  if (policy.on_timeout !== 'delivered') {
    return [{ on: [`${late}, or no connection`], kind: 'words', ...failure(policy) }];
  }
  return [
    { on: [late], kind: 'words', means: 'Counts as delivered', tone: 'good' },
    { on: ['No connection'], kind: 'words', ...failure(policy) },
  ];
}

function failure(policy: Policy): Pick<AnswerRule, 'means' | 'tone'> {
  return isRetried(policy)
    ? { means: 'Tried again', tone: 'wait' }
    : { means: 'Failed: each delivery is sent once', tone: 'bad' };
}

function isRetried(policy: Policy): boolean {
  return plannedAttempts(policy, 2).attempts.length > 1;
}

/** True if one entry of `set` stands for every status that `status` stands for. */
function covers(set: string[], status: string): boolean {
  const [low, high] = bounds(status);
  return set.some((entry) => {
    const [from, to] = bounds(entry);
    return from <= low && high <= to;
  });
}

/** The first and the last status of `any`, `2xx`, `204` or `200-204`. */
function bounds(status: string): [number, number] {
  if (status === 'any') return [100, 599];
  if (status.endsWith('xx')) return [Number(status[0]) * 100, Number(status[0]) * 100 + 99];
  const [low, high = low] = status.split('-').map(Number);
  return [low ?? NaN, high ?? NaN];
}

/** What switches the hook off by itself, one sentence each; empty if nothing does. */
export function switchOffRules(policy: Policy): string[] {
  const { deactivate_after_ms: ms, deactivate_after_spent: spent, warn_before_ms: warn, on_gone } = policy;
  const rules: string[] = [];
  if (ms != null) {
    // The server never warns before half of the time has passed.
    const warned =
      warn == null ? '' : ` The owner is warned by mail ${duration(Math.min(warn, ms / 2))} before.`;
    rules.push(`When it has failed for ${duration(ms)} without one success.${warned}`);
  }
  if (spent != null) rules.push(spentWords(spent, warn != null));
  if (on_gone === 'deactivate') rules.push('When it answers 410 Gone.');
  return rules;
}

function spentWords(spent: number, isWarned: boolean): string {
  if (spent === 1) return 'When one delivery has used up all of its attempts.';
  const warning = isWarned ? ' The owner is warned by mail one delivery before.' : '';
  return `When ${count(spent)} deliveries in a row have used up all of their attempts.${warning}`;
}
