/** Apps and their SKUs. */
import { aSession } from '../../../src/testing/factories';
import { base, empty } from '../answers/base';
import type { Scene } from './scene';

export const appScenes: Scene[] = [
  { name: 'apps', path: '/apps', answers: base },
  { name: 'apps-empty', path: '/apps', answers: { ...base, 'GET /apps': empty } },
  { name: 'app', path: '/apps/app_game', answers: base },
  {
    name: 'app-bare',
    path: '/apps/app_game',
    answers: { ...base, 'GET /hooks?app=game': empty, 'GET /apps/*/skus': empty },
  },
  {
    name: 'app-no-permission',
    path: '/apps/app_game',
    answers: { ...base, 'GET /session': aSession({ permissions: ['hooks.view'] }) },
  },
  {
    name: 'app-action-new',
    path: '/apps/app_game',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'Add an action' }).click();
      await page
        .getByRole('dialog')
        .getByText('All of The Game')
        .or(page.getByLabel('Only about'))
        .first()
        .waitFor();
    },
  },
  {
    name: 'app-new',
    path: '/apps',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'New app' }).click();
      await page.getByRole('textbox', { name: 'Key' }).waitFor();
    },
  },
];
