import { expect, test } from 'vitest';

import { aHook, anAction } from '~/testing/factories';
import { boundTo, countBySku, keyedLabel } from '~/words/app';

const hook = aHook({
  actions: [
    anAction({ app: 'game', sku: 'coins-100', event_type: 'purchase.made' }),
    anAction({ app: 'game', event_type: 'subscription.*' }),
    anAction({ app: 'shop', sku: 'coins-100' }),
    anAction(),
  ],
});

test('only actions about the app are listed, those about all of it first', () => {
  expect(boundTo('game', [hook]).map(({ action }) => action.event_type)).toEqual([
    'subscription.*',
    'purchase.made',
  ]);
});

test('the actions of each SKU are counted', () => {
  expect([...countBySku(boundTo('game', [hook]))]).toEqual([['coins-100', 1]]);
});

test('a name that is the key is not said twice', () => {
  expect(keyedLabel({ key: 'game', name: 'game' })).toBe('game');
  expect(keyedLabel({ key: 'game', name: 'The Game' })).toBe('The Game (game)');
});
