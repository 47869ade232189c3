/** The audit log. */
import { aSession } from '../../../src/testing/factories';
import { base, empty } from '../answers/base';
import type { Scene } from './scene';

export const auditScenes: Scene[] = [
  {
    name: 'audit',
    path: '/audit',
    answers: base,
    act: async (page) => {
      await page.getByText('2 fields').first().click();
      await page.getByText('state_reason').waitFor();
    },
  },
  {
    name: 'audit-narrowed',
    path: '/audit?operation=hook.*&since=2026-11-01T00:00:00Z',
    answers: { ...base, 'GET /audit': empty },
  },
  {
    name: 'audit-no-permission',
    path: '/audit',
    answers: { ...base, 'GET /session': aSession({ permissions: ['hooks.view'] }) },
  },
];
