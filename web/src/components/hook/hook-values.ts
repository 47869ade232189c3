/** What the form of a hook holds, how it is checked before it is sent, and how it becomes what the API takes. */
import type { UseFormReturnType } from '@mantine/form';

import type { Action, Format, Hook, HookPatch, Method, NewAction, Policy, PresetName } from '~/api/shapes';
import { isPattern } from '~/words/pattern';
import { isSame } from '~/words/permission';

export interface HookValues {
  name: string;
  url: string;
  patterns: string[];
  preset: PresetName;
  method: Method;
  format: Format;
  headers: { key: string; name: string; value: string }[];
  /** What the hook changes of its preset's policy; only what is there is changed. */
  policy: Policy;
  standard_headers: boolean;
  max_in_flight: number;
  /** Null for "no limit". */
  rate_per_s: number | null;
}

export type HookFormApi = UseFormReturnType<HookValues>;

/** Where a hook without a URL is shown to send. */
export const EXAMPLE_URL = 'https://example.com/webhooks';

/** In characters. */
const MAX_NAME = 100;

/** Requests that a hook may have open at once unless it says otherwise. */
const USUAL_IN_FLIGHT = 16;

/** What a new hook starts from. */
export function newHookValues(preset: PresetName): HookValues {
  return {
    name: '',
    url: '',
    patterns: [],
    preset,
    method: 'POST',
    format: 'json',
    headers: [],
    policy: {},
    standard_headers: preset === 'standard',
    max_in_flight: USUAL_IN_FLIGHT,
    rate_per_s: null,
  };
}

/** True if the limits are others than those of a new hook. */
export function hasOwnLimits({ max_in_flight, rate_per_s }: HookValues): boolean {
  return max_in_flight !== USUAL_IN_FLIGHT || rate_per_s !== null;
}

/** What the form of a present hook starts from. */
export function valuesOf(hook: Hook): HookValues {
  const { name, url, preset, method, format, max_in_flight, standard_headers } = hook;
  const headers = Object.entries(hook.headers).map(([name, value]) => ({ key: name, name, value }));
  const patterns = hook.actions.filter(isPlain).map(({ event_type }) => event_type);
  return {
    name,
    url,
    patterns,
    preset,
    method,
    format,
    headers,
    policy: hook.policy_overrides,
    standard_headers,
    max_in_flight,
    rate_per_s: hook.rate_per_s ?? null,
  };
}

/** What the form of a new hook starts from that is to be like another. */
export function copyOf(hook: Hook): HookValues {
  return { ...valuesOf(hook), name: `Copy of ${hook.name}`.slice(0, MAX_NAME) };
}

/** The hook as the API takes it. Actions that a list of patterns cannot show are kept as they are. */
export function hookOf(values: HookValues, present: Action[] = []) {
  const kept = present
    .filter((action) => !isPlain(action))
    .map(({ event_type, app, sku, filter }) => ({ event_type, app, sku, filter }));
  const actions: NewAction[] = [...kept, ...values.patterns.map((event_type) => ({ event_type }))];
  return { ...settingsOf(values), actions };
}

/**
 * What is saved of a present hook whose form began with `initial`. Its actions only if other patterns were chosen:
 * they may have filters that the browser cannot write back.
 */
export function patchOf(values: HookValues, initial: HookValues, present: Action[]): HookPatch {
  const { actions, ...settings } = hookOf(values, present);
  return isSame(values.patterns, initial.patterns) ? settings : { ...settings, actions };
}

/** The hook for a preview: what is still missing is made up, and what says nothing about a request is left out. */
export function draftOf(values: HookValues): ReturnType<typeof settingsOf> {
  const settings = settingsOf(values);
  return { ...settings, name: 'Draft', url: checkUrl(settings.url) === null ? settings.url : EXAMPLE_URL };
}

function settingsOf(values: HookValues) {
  const { name, url, preset, method, format, policy, standard_headers, max_in_flight, rate_per_s } = values;
  const named = values.headers.filter((header) => header.name.trim() !== '');
  const headers = Object.fromEntries(named.map((header) => [header.name.trim(), header.value]));
  return {
    name: name.trim(),
    url: url.trim(),
    preset,
    method,
    format,
    headers,
    policy,
    standard_headers,
    max_in_flight,
    rate_per_s,
  };
}

/** True of an action for every app and SKU, and whatever an event holds. */
function isPlain(action: Action): boolean {
  return action.app == null && action.sku == null && action.filter == null;
}

/** How many actions a list of patterns cannot show: those for one app or SKU, or with a filter. */
export function othersOf(actions: Action[]): number {
  return actions.filter((action) => !isPlain(action)).length;
}

/** True where a hook would be left, or made, with nothing that it gets: one that has other actions, or none, needs no pattern. */
export function needsPatterns(present: Action[] | null): boolean {
  return present === null || (present.length > 0 && othersOf(present) === 0);
}

/** What is checked of a hook with these actions, or of a new one. */
export function checksOf(present: Action[] | null) {
  const patterns = (chosen: string[]) =>
    chosen.length === 0 && !needsPatterns(present) ? null : checkHook.patterns(chosen);
  return { ...checkHook, patterns };
}

/** The first thing wrong with each field; the server has the last word. */
export const checkHook = {
  name: (name: string) => (name.trim() === '' ? 'Give the hook a name' : null),
  url: (url: string) => checkUrl(url.trim()),
  patterns: (patterns: string[]) => {
    if (patterns.length === 0) return 'Choose at least one event type';
    const wrong = patterns.find((pattern) => !isPattern(pattern));
    return wrong === undefined ? null : `“${wrong}” is not an event type: use invoice.paid, invoice.* or *`;
  },
  headers: (headers: HookValues['headers']) => {
    const wrong = headers.find(({ name, value }) => (name.trim() === '') !== (value === ''));
    return wrong === undefined ? null : 'Every header needs a name and a value';
  },
};

function checkUrl(text: string): string | null {
  if (!URL.canParse(text)) return 'A whole URL, such as https://example.com/webhooks';
  return /^https?:$/.test(new URL(text).protocol) ? null : 'Only http and https are called';
}

/** The field of the form that a JSON pointer of the API speaks of. */
export function fieldOf(pointer: string): keyof HookValues | null {
  const [, first = ''] = pointer.split('/');
  if (first === 'actions' || first === 'event_type') return 'patterns';
  const fields: string[] = [
    'name',
    'url',
    'preset',
    'method',
    'format',
    'headers',
    'policy',
    'standard_headers',
    'max_in_flight',
    'rate_per_s',
  ];
  return fields.includes(first) ? (first as keyof HookValues) : null;
}
