/** Deliveries and replays. */
import { base, empty } from '../answers/base';
import type { Scene } from './scene';

export const deliveryScenes: Scene[] = [
  { name: 'deliveries', path: '/deliveries', answers: base },
  {
    name: 'deliveries-narrowed',
    path: '/deliveries?state=failed&hook=hk_rtl',
    answers: { ...base, 'GET /deliveries': empty },
  },
  {
    name: 'deliveries-replay',
    path: '/deliveries?state=failed',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'Replay these' }).click();
      await page.getByRole('dialog').getByText('1,200 deliveries').waitFor();
    },
  },
  { name: 'deliveries-of-a-replay', path: '/deliveries?replay=rpl_one', answers: base },
  { name: 'replays', path: '/replays', answers: base },
  { name: 'replay', path: '/replays/rpl_one', answers: base },
  { name: 'replay-events', path: '/replays/rpl_events', answers: base },
  { name: 'replay-failed', path: '/replays/rpl_failed', answers: base },
  { name: 'replays-empty', path: '/replays', answers: { ...base, 'GET /replays': empty } },
  { name: 'delivery', path: '/deliveries/dlv_waiting', answers: base },
  { name: 'delivery-again', path: '/deliveries/dlv_again', answers: base },
];
