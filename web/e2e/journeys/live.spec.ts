/** What somebody else does appears on a page that is open. */
import { expect, founder, makeHook, setUp, test } from '../harness/journey';

test('a test that somebody else makes appears by itself, with what came of it', async ({
  page,
  visitor: theirs,
  billhook,
  receiver,
}) => {
  await setUp(page, billhook);
  await makeHook(page, 'ERP', receiver.url);
  await theirs.goto(`${billhook.url}/sign-in?next=${new URL(page.url()).pathname}`);
  await theirs.getByRole('textbox', { name: 'E-mail' }).fill(founder.email);
  await theirs.getByLabel('Password', { exact: true }).fill(founder.password);
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await expect(theirs.getByRole('heading', { name: 'Nothing sent yet' })).toBeVisible();

  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Test succeeded' })).toBeVisible();
  // Sooner than a page with an open stream would look by itself, which is after a minute.
  const row = theirs.getByRole('row', { name: /webhook\.ping/ });
  await expect(row).toContainText('Delivered', { timeout: 30_000 });
});

test('a hook that was deactivated is brought back on the spot', async ({ page, billhook, receiver }) => {
  await setUp(page, billhook);
  await makeHook(page, 'ERP', receiver.url);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByText('Inactive', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
});
