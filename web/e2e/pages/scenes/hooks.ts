/** Hooks: the list, one with its parts, its forms and its test. */
import { aDelivery, anAttempt, aPage, aSession, settings } from '../../../src/testing/factories';
import type { Page } from '@playwright/test';
import { base, empty, failure } from '../answers/base';
import { refused } from '../answers/deliveries';
import { missed, silent } from '../answers/hooks';
import { NEVER, type Answers } from '../stub-api';
import type { Scene } from './scene';

export const hookScenes: Scene[] = [
  { name: 'hooks', path: '/hooks', answers: base },
  { name: 'hooks-empty', path: '/hooks', answers: { ...base, 'GET /hooks': empty } },
  { name: 'hooks-loading', path: '/hooks', answers: { ...base, 'GET /hooks': NEVER } },
  { name: 'hooks-failing', path: '/hooks', answers: { ...base, 'GET /hooks': failure } },
  { name: 'hook-new', path: '/hooks/new', answers: base },
  { name: 'hook-edit', path: '/hooks/hk_erp/edit', answers: base },
  {
    name: 'hook-edit-policy',
    path: '/hooks/hk_new/edit',
    answers: { ...base, 'GET /hooks/hk_new': { ...silent, policy_overrides: { timeout_ms: 2_500 } } },
    act: async (page) => {
      await page.getByRole('group', { name: 'Retries' }).getByText('Growing').click();
      await page.getByRole('button', { name: 'Reset the schedule to the preset' }).waitFor();
    },
  },
  {
    name: 'hook-action-filter',
    path: '/hooks/hk_rtl/actions',
    answers: {
      ...base,
      'POST /filters/check': {
        matches: false,
        failing: { clause: '/gte', detail: '`/total` is 900, and must be at least 1000' },
      },
    },
    act: async (page) => {
      await page.getByRole('button', { name: 'Change order.*' }).click();
      await page.getByRole('button', { name: 'Try on the example of order.created' }).click();
      await page.getByText('must be at least').waitFor();
    },
  },
  { name: 'hook', path: '/hooks/hk_erp', answers: base },
  {
    name: 'hooks-managed-by-api',
    path: '/hooks',
    answers: { ...base, 'GET /settings': settings({ hooks_managed_by: 'api' }) },
  },
  {
    name: 'hook-managed-by-api',
    path: '/hooks/hk_erp',
    answers: { ...base, 'GET /settings': settings({ hooks_managed_by: 'api' }) },
  },
  { name: 'hook-inactive', path: '/hooks/hk_inactive', answers: { ...base, 'GET /deliveries': empty } },
  {
    name: 'hook-missed',
    path: '/hooks/hk_erp',
    answers: { ...base, 'GET /hooks/hk_erp': missed },
    act: (page) => page.getByText('It missed 1,200 deliveries').waitFor(),
  },
  {
    name: 'hooks-missed',
    path: '/hooks',
    answers: { ...base, 'GET /hooks': aPage([missed]) },
    act: (page) => page.getByText('Missed deliveries').first().waitFor(),
  },
  { name: 'hook-loading', path: '/hooks/hk_erp', answers: { ...base, 'GET /hooks/hk_erp': NEVER } },
  {
    name: 'hook-new-refused',
    path: '/hooks/new',
    answers: base,
    act: (page) => page.getByRole('button', { name: 'Create hook' }).click(),
  },
  { name: 'hook-test-succeeded', path: '/hooks/hk_erp', answers: tested('delivered'), act: pressTest },
  { name: 'hook-test-failed', path: '/hooks/hk_rtl', answers: tested('failed'), act: pressTest },
  { name: 'hook-test-preview', path: '/hooks/hk_inactive', answers: tested('preview'), act: pressTest },
  {
    name: 'hook-delete',
    path: '/hooks/hk_erp',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await page.getByRole('dialog').getByText('waiting deliver').waitFor();
    },
  },
  { name: 'hook-actions', path: '/hooks/hk_rtl/actions', answers: base },
  {
    name: 'hook-action-new',
    path: '/hooks/hk_rtl/actions',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'Add an action' }).click();
      await page.getByRole('dialog').getByText('One type, a family').waitFor();
    },
  },
  { name: 'hook-actions-none', path: '/hooks/hk_new/actions', answers: base },
  { name: 'hook-policy', path: '/hooks/hk_erp/policy', answers: base },
  { name: 'hook-policy-endless', path: '/hooks/hk_new/policy', answers: base },
  { name: 'hook-signature', path: '/hooks/hk_erp/signature', answers: base },
  { name: 'hook-signature-none', path: '/hooks/hk_new/signature?language=go', answers: base },
  { name: 'hook-failing', path: '/hooks/hk_rtl', answers: base },
  {
    name: 'hook-no-permission',
    path: '/hooks/hk_erp/signature',
    answers: { ...base, 'GET /session': aSession({ permissions: ['hooks.view'] }) },
  },
  {
    name: 'hook-secret',
    path: '/hooks/hk_erp/signature',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'Show' }).click();
      await page.getByRole('list', { name: 'Secrets' }).waitFor();
    },
  },
  {
    name: 'hook-secret-rotate',
    path: '/hooks/hk_erp/signature',
    answers: base,
    act: async (page) => {
      await page.getByRole('button', { name: 'Rotate' }).click();
      await page.getByRole('dialog').getByRole('combobox', { name: 'Kind of the new secret' }).click();
      await page.getByRole('option', { name: 'Key pair (Ed25519)' }).click();
      await page.getByRole('dialog').getByText('which verifies and cannot sign').waitFor();
    },
  },
];

/** What the API answers around a test of any hook. */
function tested(outcome: 'delivered' | 'failed' | 'preview'): Answers {
  const last_attempt = outcome === 'failed' ? refused : anAttempt();
  const delivery = aDelivery({
    id: 'dlv_test',
    kind: 'test',
    state: outcome === 'failed' ? 'failed' : 'delivered',
    last_attempt,
  });
  const answer =
    outcome === 'preview'
      ? { sent: false, delivery_id: null, request: anAttempt().request }
      : { sent: true, delivery_id: 'dlv_test' };
  return { 'POST /hooks/*/test': answer, 'GET /deliveries/dlv_test': delivery, ...base };
}

async function pressTest(page: Page): Promise<void> {
  await page.getByRole('button', { name: /test$/i }).click();
  await page
    .getByRole('region', { name: 'Test' })
    .getByRole('heading', { name: /Test|Nothing/ })
    .waitFor();
}
