/** A hook is changed, paused, given a new secret and deleted. */
import { createHmac } from 'node:crypto';

import { expect, makeHook, setUp, test } from '../harness/journey';

test('a hook is edited, paused, resumed and deleted', async ({ page, billhook, receiver }) => {
  await setUp(page, billhook);
  await makeHook(page, 'ERP', receiver.url);

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Bookkeeping 🧾');
  await page.getByRole('combobox', { name: 'Event types' }).fill('order.created');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bookkeeping 🧾' })).toBeVisible();
  await expect(page.getByText('order.created')).toBeVisible();
  await expect(page.getByText('invoice.*')).toBeVisible();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await expect(page.getByText('This hook is paused.')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('This hook is paused.')).toBeHidden();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByText('This hook is paused.')).toBeHidden();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog')).toContainText('This cannot be undone');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'No hooks yet' })).toBeVisible();
});

test('a secret is shown, and changed with an overlap', async ({ page, billhook, receiver }) => {
  await setUp(page, billhook);
  await makeHook(page, 'ERP', receiver.url);
  await page.getByRole('link', { name: 'Signature' }).click();
  const panel = page.getByRole('region', { name: 'Secret', exact: true });

  await panel.getByRole('button', { name: 'Show' }).click();
  const secret = panel.locator('code').first();
  await expect(secret).toHaveText(/^whsec_/);
  const before = await secret.textContent();

  await panel.getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(secret).not.toHaveText(before ?? '');

  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Test succeeded' })).toBeVisible();
  const signatures = String(receiver.received[0]?.headers['webhook-signature']).split(' ');
  expect(signatures).toHaveLength(2);

  await panel.getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Kind of the new secret' }).click();
  await page.getByRole('option', { name: 'Key pair (Ed25519)' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(secret).toHaveText(/^whpk_/);
  await expect(page.getByRole('region', { name: 'Verify what arrives' })).toContainText('WEBHOOK_PUBLIC_KEY');
});

test('actions are added, changed, removed and brought back, and a hook is duplicated', async ({
  page,
  billhook,
  receiver,
}) => {
  await setUp(page, billhook);
  await makeHook(page, 'ERP', receiver.url);
  await page.getByRole('link', { name: /^Actions/ }).click();
  const table = page.getByRole('table', { name: 'Actions' });
  const dialog = page.getByRole('dialog');

  await page.getByRole('button', { name: 'Add an action' }).click();
  await dialog.getByRole('combobox', { name: 'Events' }).fill('order.created');
  await dialog.getByRole('textbox', { name: 'App' }).fill('game');
  await page.keyboard.press('Enter');
  await expect(table.getByRole('row', { name: /order\.created/ })).toContainText('game');

  await page.getByRole('button', { name: 'Change order.created' }).click();
  await dialog.getByRole('textbox', { name: 'SKU' }).fill('coins-100');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(table.getByRole('row', { name: /order\.created/ })).toContainText('coins-100');

  await page.getByRole('button', { name: 'Remove order.created' }).click();
  await expect(table).not.toContainText('order.created');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(table.getByRole('row', { name: /order\.created/ })).toContainText('game / coins-100');

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Copy of ERP');
  await page.getByRole('button', { name: 'Create hook' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Copy of ERP' })).toBeVisible();
  await page.getByRole('link', { name: /^Actions/ }).click();
  await expect(table).toContainText('game / coins-100');
});

test('the request to try a receiver on carries a signature that verifies', async ({
  page,
  billhook,
  receiver,
}) => {
  await setUp(page, billhook);
  await makeHook(page, 'ERP', receiver.url);
  await page.getByRole('link', { name: 'Signature' }).click();
  await page.getByRole('button', { name: 'Show' }).click();
  const secret = (await page.getByRole('list', { name: 'Secrets' }).locator('code').textContent()) ?? '';
  const command = (await page.getByRole('region', { name: 'Signed request as curl' }).textContent()) ?? '';
  const header = (name: string) => new RegExp(`'${name}: ([^']+)'`).exec(command)?.[1] ?? '';
  const body = /--data-raw '([^']*)'/.exec(command)?.[1] ?? '';

  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${header('webhook-id')}.${header('webhook-timestamp')}.${body}`;
  const mac = createHmac('sha256', key).update(signed).digest('base64');
  expect(header('webhook-signature')).toBe(`v1,${mac}`);

  await page.getByText('Python', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Verification in Python' })).toContainText('hmac.new(KEY');
  await expect(page).toHaveURL(/language=python/);
});
