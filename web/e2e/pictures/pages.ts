/** Every page that is pictured, and what is done on it first. */
import type { Page } from '@playwright/test';

export interface Picture {
  name: string;
  /** `:name` stands for one of the world's ids. */
  path: string;
  /** As whom it is seen; the founder if nothing is said. */
  as?: 'stranger' | 'operator';
  act?: (page: Page) => Promise<void>;
}

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
};

export const pictures: Picture[] = [
  { name: 'overview', path: '/' },
  { name: 'overview-week', path: '/?range=week' },
  { name: 'hooks', path: '/hooks' },
  { name: 'hook', path: '/hooks/:hook' },
  { name: 'hook-actions', path: '/hooks/:hook/actions' },
  { name: 'hook-policy', path: '/hooks/:hook/policy' },
  { name: 'hook-signature', path: '/hooks/:hook/signature' },
  { name: 'hook-inactive', path: '/hooks/:inactive' },
  { name: 'hook-paused', path: '/hooks/:paused' },
  { name: 'hook-long', path: '/hooks/:long' },
  { name: 'hook-edit', path: '/hooks/:hook/edit' },
  { name: 'hook-new', path: '/hooks/new' },
  { name: 'hook-preview', path: '/hooks/:inactive', act: press('Preview test') },
  { name: 'deliveries', path: '/deliveries' },
  { name: 'deliveries-failed', path: '/deliveries?state=failed' },
  { name: 'deliveries-none', path: '/deliveries?event_type=nothing.like_it' },
  { name: 'delivery', path: '/deliveries/:delivery' },
  { name: 'replays', path: '/replays' },
  { name: 'replay', path: '/replays/:replay' },
  { name: 'events', path: '/events' },
  { name: 'event', path: '/events/:event' },
  { name: 'event-new', path: '/events/new?type=purchase.purchased' },
  { name: 'event-types', path: '/event-types' },
  { name: 'event-type', path: '/event-types/:eventType' },
  { name: 'event-type-new', path: '/event-types/new' },
  { name: 'apps', path: '/apps' },
  { name: 'app', path: '/apps/:app' },
  { name: 'deadlines', path: '/deadlines' },
  { name: 'deadline', path: '/deadlines/:deadline' },
  { name: 'deadline-new', path: '/deadlines/new' },
  { name: 'members', path: '/members' },
  { name: 'member', path: '/members/:member' },
  { name: 'invite', path: '/members/invite' },
  { name: 'tokens', path: '/tokens' },
  { name: 'token-new', path: '/tokens', act: press('New token') },
  { name: 'audit', path: '/audit' },
  { name: 'settings', path: '/settings' },
  { name: 'account', path: '/account' },
  { name: 'search', path: '/hooks', act: (page) => page.keyboard.press('Control+k') },
  { name: 'not-found', path: '/nowhere' },
  { name: 'sign-in', path: '/sign-in', as: 'stranger' },
  { name: 'reset-password', path: '/reset-password', as: 'stranger' },
  { name: 'invitation', path: '/invitation?token=unknown', as: 'stranger' },
  { name: 'operator-sign-in', path: '/operator', as: 'stranger' },
  { name: 'operator', path: '/operator', as: 'operator' },
  { name: 'operator-tenant', path: '/operator/tenants/:tenant', as: 'operator' },
];
