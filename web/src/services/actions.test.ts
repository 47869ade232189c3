import { expect, test } from 'vitest';

import { actionChanges } from '~/services/actions';
import { anAction } from '~/testing/factories';

test('only what differs is added and taken away', () => {
  const kept = anAction({ event_type: 'invoice.*' });
  const dropped = anAction({ event_type: 'order.created' });
  expect(actionChanges([kept, dropped], ['invoice.*', 'customer.*'])).toEqual({
    add: ['customer.*'],
    remove: [dropped],
  });
});

test('actions of an app or with a filter are not the form’s to touch', () => {
  const ofAnApp = anAction({ event_type: 'invoice.*', app: 'game' });
  const filtered = anAction({ event_type: 'invoice.*', filter: { '/total': { gt: 100 } } });
  expect(actionChanges([ofAnApp, filtered], ['invoice.*'])).toEqual({ add: ['invoice.*'], remove: [] });
});
