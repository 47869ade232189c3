/** A hook is changed, paused, given a new secret and deleted. */
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
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('This hook is paused.')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
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
  const panel = page.getByRole('region', { name: 'Secret' });

  await panel.getByRole('button', { name: 'Show' }).click();
  const secret = panel.locator('code');
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
});
