import { describe, expect, test } from 'vitest';

import {
  checkHook,
  checksOf,
  draftOf,
  fieldOf,
  hookOf,
  newHookValues,
  patchOf,
  valuesOf,
} from '~/components/hook/hook-values';
import { aHook, anAction } from '~/testing/factories';

describe('a URL', () => {
  test.each(['https://example.com/in?token=s3', ' http://127.0.0.1:9000 '])('%s is taken', (url) => {
    expect(checkHook.url(url)).toBeNull();
  });
  test.each(['', 'example.com', 'ftp://example.com', 'file:///etc/passwd'])('“%s” is refused', (url) => {
    expect(checkHook.url(url)).not.toBeNull();
  });
});

describe('event types', () => {
  test('a wrong one is refused by name', () => {
    expect(checkHook.patterns(['invoice.*', '*'])).toBeNull();
    expect(checkHook.patterns(['invoice.*', 'Invoice'])).toContain('Invoice');
  });
  test('one is needed', () => {
    expect(checksOf(null).patterns([])).not.toBeNull();
    expect(checksOf([anAction({ event_type: 'invoice.*' })]).patterns([])).not.toBeNull();
  });
  test('none is needed beside actions that the form does not show, nor of a hook that gets nothing', () => {
    const filtered = anAction({ filter: { field: '/total', gte: 1_000 } });
    expect(checksOf([filtered]).patterns([])).toBeNull();
    expect(checksOf([filtered]).patterns(['Invoice'])).toContain('Invoice');
    expect(checksOf([anAction({ app: 'game' }), anAction()]).patterns([])).toBeNull();
    expect(checksOf([]).patterns([])).toBeNull();
  });
});

test('headers without a name are left out, half ones refused', () => {
  const values = newHookValues('standard');
  const headers = [
    { key: 'a', name: ' x-team ', value: 'billing' },
    { key: 'b', name: '', value: '' },
  ];
  expect(checkHook.headers(headers)).toBeNull();
  expect(hookOf({ ...values, headers }).headers).toEqual({ 'x-team': 'billing' });
  expect(checkHook.headers([{ key: 'c', name: 'x-team', value: '' }])).not.toBeNull();
});

test('a hook that is opened and saved stays as it is', () => {
  const filter = { field: '/total', gte: 1_000 };
  const present = aHook({
    headers: { 'x-a': '1' },
    policy_overrides: { timeout_ms: 3_000 },
    actions: [
      anAction({ event_type: 'order.*', app: 'game' }),
      anAction({ event_type: 'order.paid', filter }),
      anAction({ event_type: 'invoice.*' }),
    ],
  });
  const { name, url, preset, method, format, headers, max_in_flight, rate_per_s, standard_headers } = present;
  expect(hookOf(valuesOf(present), present.actions)).toEqual({
    ...{ name, url, preset, method, format, headers, max_in_flight, rate_per_s, standard_headers },
    policy: { timeout_ms: 3_000 },
    actions: [
      { event_type: 'order.*', app: 'game', sku: null, filter: null },
      { event_type: 'order.paid', app: null, sku: null, filter },
      { event_type: 'invoice.*' },
    ],
  });
});

test('actions are saved only if other patterns were chosen', () => {
  const filtered = anAction({ event_type: 'order.paid', filter: { field: '/id', equals: 2 ** 60 } });
  const present = aHook({ actions: [filtered, anAction({ event_type: 'invoice.*' })] });
  const initial = valuesOf(present);
  const renamed = patchOf({ ...initial, name: 'CRM' }, initial, present.actions);
  expect(renamed).toMatchObject({ name: 'CRM', url: present.url });
  expect(renamed).not.toHaveProperty('actions');
  const widened = patchOf({ ...initial, patterns: ['*'] }, initial, present.actions);
  expect(widened.actions?.map(({ event_type }) => event_type)).toEqual(['order.paid', '*']);
});

test('actions of one app are not shown as patterns', () => {
  expect(valuesOf(aHook({ actions: [anAction({ event_type: 'order.*', app: 'game' })] })).patterns).toEqual(
    [],
  );
});

test('pointers of the API find their fields', () => {
  expect(['/url', '/actions/2/event_type', '/headers/x-team', '/policy/jitter', ''].map(fieldOf)).toEqual([
    'url',
    'patterns',
    'headers',
    'policy',
    null,
  ]);
});

test('a draft without a URL is shown as if it had one', () => {
  const draft = (url: string) => draftOf({ ...newHookValues('standard'), url }).url;
  expect(draft('https://erp.example/in')).toBe('https://erp.example/in');
  expect(draft('erp')).toBe('https://example.com/webhooks');
  expect(draftOf(newHookValues('standard'))).not.toHaveProperty('actions');
});
