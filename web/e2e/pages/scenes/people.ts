/** The ways in, the account, members and settings. */
import { aSession } from '../../../src/testing/factories';
import { base } from '../answers/base';
import { offer, used } from '../answers/people';
import type { Scene } from './scene';

export const peopleScenes: Scene[] = [
  { name: 'setup', path: '/setup?token=abc', answers: { ...base, 'GET /setup': { needed: true } } },
  { name: 'sign-in', path: '/sign-in', answers: base },
  { name: 'reset-password', path: '/reset-password', answers: base },
  {
    name: 'reset-password-sent',
    path: '/reset-password',
    answers: base,
    act: async (page) => {
      await page.getByRole('textbox', { name: 'E-mail' }).fill('owner@acme.example');
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByText('Look at your mail').waitFor();
    },
  },
  { name: 'new-password', path: '/new-password?token=abc', answers: base },
  {
    name: 'new-password-used',
    path: '/new-password?token=abc',
    answers: { ...base, 'POST /password-resets/lookup': used },
  },
  { name: 'invitation', path: '/invitation?token=abc', answers: base },
  {
    name: 'invitation-known',
    path: '/invitation?token=abc',
    answers: { ...base, 'POST /invitations/lookup': { ...offer, account: 'existing' } },
  },
  {
    name: 'invitation-used',
    path: '/invitation?token=abc',
    answers: { ...base, 'POST /invitations/lookup': used },
  },
  { name: 'account', path: '/account', answers: base },
  { name: 'members', path: '/members', answers: base },
  { name: 'members-invite', path: '/members/invite', answers: base },
  { name: 'settings', path: '/settings', answers: base },
  {
    name: 'settings-no-permission',
    path: '/settings',
    answers: { ...base, 'GET /session': aSession() },
  },
];
