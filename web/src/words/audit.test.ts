import { expect, test } from 'vitest';

import { changesOf, operationWords, placeOf } from '~/words/audit';

test('an operation is said in words', () => {
  expect(operationWords('event_type.updated')).toBe('Event type updated');
});

test('only what differs is a change, by its path', () => {
  const before = { name: 'ERP', policy: { timeout_ms: 5_000, success: ['2xx'] }, url: 'https://a.example' };
  const after = { name: 'ERP', policy: { timeout_ms: 1_000, success: ['2xx'] }, rate_per_s: 5 };
  expect(changesOf({ before, after })).toEqual([
    { field: 'policy.timeout_ms', before: '5000', after: '1000' },
    { field: 'url', before: 'https://a.example', after: null },
    { field: 'rate_per_s', before: null, after: '5' },
  ]);
  expect(changesOf({ before: null, after: null })).toEqual([]);
});

test('what is gone has no page', () => {
  const subject = { kind: 'hook', id: 'hk_1', name: 'ERP' };
  expect(placeOf({ operation: 'hook.updated', subject })).toBe('/hooks/hk_1');
  expect(placeOf({ operation: 'hook.deleted', subject })).toBeNull();
  expect(placeOf({ operation: 'settings.updated', subject: { ...subject, kind: 'settings' } })).toBeNull();
});
