/** From the link that a first start prints to the request that a receiver got. */
import { expect, founder, makeHook, setUp, test } from '../harness/journey';

test('the first run ends with a delivered test', async ({ page, billhook, receiver }) => {
  await setUp(page, billhook);
  await makeHook(page, 'ERP', receiver.url);

  await page.getByRole('button', { name: 'Test' }).click();
  const result = page.getByRole('region', { name: 'Test' });
  await expect(result.getByRole('heading', { name: 'Test succeeded' })).toBeVisible();
  await expect(result).toContainText('200 OK');
  expect(receiver.received).toHaveLength(1);
  await expect(page.getByText('Active', { exact: true })).toBeVisible();

  await result.getByRole('link', { name: 'Open this delivery' }).click();
  await expect(page.getByText('Delivered', { exact: true })).toBeVisible();
  await expect(page.getByText(receiver.url).first()).toBeVisible();
  const [sent] = receiver.received;
  await expect(page.getByText(String(sent?.headers['webhook-id'])).first()).toBeVisible();
  await page.getByText('As sent').first().click();
  await expect(page.getByRole('region', { name: 'Request body' })).toHaveText(
    sent?.body ?? 'nothing was received',
  );
});

test('the set-up link works once, and the account signs in', async ({ page, billhook }) => {
  await setUp(page, billhook);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();

  await page.goto(billhook.setupLink);
  await expect(page.getByRole('heading', { name: 'Already set up' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();

  await page.getByRole('textbox', { name: 'E-mail' }).fill(founder.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('do not match');

  await page.getByLabel('Password', { exact: true }).fill(founder.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});
