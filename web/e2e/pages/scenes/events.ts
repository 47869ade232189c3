/** Events, event types and deadlines. */
import { aSession } from '../../../src/testing/factories';
import { base, empty } from '../answers/base';
import type { Scene } from './scene';

export const eventScenes: Scene[] = [
  { name: 'events', path: '/events', answers: base },
  { name: 'event', path: '/events/evt_one', answers: base },
  {
    name: 'event-new',
    path: '/events/new',
    answers: base,
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Event type' }).fill('invoice.paid');
      await page.getByRole('button', { name: 'Take the example of invoice.paid' }).click();
    },
  },
  { name: 'events-held', path: '/events?held=true', answers: { ...base, 'GET /events': empty } },
  { name: 'event-types', path: '/event-types', answers: base },
  { name: 'event-types-empty', path: '/event-types', answers: { ...base, 'GET /event-types': empty } },
  {
    name: 'event-types-import',
    path: '/event-types',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await page.getByRole('dialog').getByText('5 event types').waitFor();
    },
  },
  { name: 'event-type', path: '/event-types/ety_one', answers: base },
  {
    name: 'event-type-no-permission',
    path: '/event-types/ety_one',
    answers: { ...base, 'GET /session': aSession() },
  },
  { name: 'event-type-new', path: '/event-types/new', answers: base },
  { name: 'deadlines', path: '/deadlines', answers: base },
  { name: 'deadlines-empty', path: '/deadlines', answers: { ...base, 'GET /deadlines': empty } },
  { name: 'deadline', path: '/deadlines/ddl_one', answers: base },
  { name: 'deadline-new', path: '/deadlines/new', answers: base },
];
