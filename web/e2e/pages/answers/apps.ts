/** Apps with their SKUs: few, with difficult keys, and with hooks of their own. */
import { aHook, anAction, anApp, aPage, aSku } from '../../../src/testing/factories';
import type { Answers } from '../stub-api';
import { ago } from './moments';

const game = anApp({ id: 'app_game', created_at: ago(90_000) });
const purchases = aHook({
  id: 'hk_erp',
  actions: [
    anAction({ event_type: 'purchase.*', app: 'game' }),
    anAction({ event_type: 'purchase.made', app: 'game', sku: 'coins-100' }),
  ],
});
const refunds = aHook({
  id: 'hk_paused',
  name: 'مستودع الطلبات 📦',
  state: 'paused',
  actions: [
    anAction({
      event_type: 'subscription.plan-change.scheduled-for-renewal-at-the-end-of-the-term',
      app: 'game',
      sku: 'com.acme.international-holding.game.subscription.platinum.yearly',
      filter: { field: '/total', gte: 1000 },
    }),
  ],
});

export const appAnswers: Answers = {
  'GET /apps': aPage([
    game,
    anApp({ key: 'متجر', name: 'متجر 📦', created_at: ago(4_000) }),
    anApp({
      key: 'com.acme.international-holding.customer-loyalty-programme.northern-europe',
      name: 'The customer loyalty programme of the Northern European subsidiaries (staging)',
      created_at: ago(30),
    }),
  ]),
  'GET /apps/app_game': game,
  'GET /apps/*/skus': aPage([
    aSku({ created_at: ago(80_000) }),
    aSku({
      key: 'com.acme.international-holding.game.subscription.platinum.yearly',
      name: 'Platinum, a year at a time, with everything that was ever sold before',
      created_at: ago(600),
    }),
  ]),
  'GET /hooks?app=game': aPage([purchases, refunds]),
};
