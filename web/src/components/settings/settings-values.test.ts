import { expect, test } from 'vitest';

import { changeOf, fieldOf, valuesOf } from '~/components/settings/settings-values';
import { settings } from '~/testing/factories';

test('settings that are opened and saved stay as they are', () => {
  expect(changeOf(valuesOf(settings()), valuesOf(settings()))).toBeNull();
});

test('only what differs is sent, in the shape that the API takes', () => {
  const before = valuesOf(settings());
  const after = {
    ...before,
    hooks_by_api_only: true,
    history_days: null,
    hooks: 5,
    copies_to: ['ops@acme.example'],
  };
  expect(changeOf(after, before)).toEqual({
    history_days: null,
    hooks_managed_by: 'api',
    limits: { hooks: 5 },
    mails: { copies_to: ['ops@acme.example'] },
  });
});

test('pointers of the API find their fields', () => {
  expect(
    ['/limits/hooks', '/limits/event_types', '/mails/copies_to/2', '/name', '/preset'].map(fieldOf),
  ).toEqual(['hooks', 'event_types', 'copies_to', 'name', null]);
});
