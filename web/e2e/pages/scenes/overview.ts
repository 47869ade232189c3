/** What belongs to no subject: the overview, the search, and what is not there. */
import { aSession } from '../../../src/testing/factories';
import { base, failure } from '../answers/base';
import { quiet } from '../answers/stats';
import { NEVER } from '../stub-api';
import type { Scene } from './scene';

export const overviewScenes: Scene[] = [
  { name: 'overview', path: '/', answers: base },
  { name: 'overview-empty', path: '/?range=hour', answers: { ...base, 'GET /stats': quiet } },
  { name: 'overview-loading', path: '/', answers: { ...base, 'GET /stats': NEVER } },
  { name: 'overview-failing', path: '/', answers: { ...base, 'GET /stats': failure } },
  {
    name: 'overview-no-permission',
    path: '/',
    answers: { ...base, 'GET /session': aSession({ permissions: ['hooks.view'] }) },
  },
  {
    name: 'search',
    path: '/hooks',
    answers: base,
    act: async (page) => {
      await page.getByRole('link', { name: 'ERP' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search' }).fill('e');
    },
  },
  { name: 'not-found', path: '/no/such/page', answers: base },
];
