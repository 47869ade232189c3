/** A receiver that fails its test: what its owner sees, and the way back. */
import { expect, makeHook, setUp, test } from '../harness/journey';

test('a failing test turns the hook inactive and says why', async ({ page, billhook, receiver }) => {
  await setUp(page, billhook);
  await makeHook(page, 'ERP', receiver.url);
  receiver.replies(500);

  await page.getByRole('button', { name: 'Test' }).click();
  const result = page.getByRole('region', { name: 'Test' });
  await expect(result.getByRole('heading', { name: 'Test failed' })).toBeVisible();
  await expect(result).toContainText('500 Internal Server Error');
  await expect(page.getByText('Inactive', { exact: true })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Its last test got no success');

  await page.getByRole('button', { name: 'Preview test' }).click();
  await expect(result.getByRole('heading', { name: 'Nothing was sent' })).toBeVisible();
  await expect(result).toContainText(receiver.url);
  expect(receiver.received).toHaveLength(1);

  receiver.replies(204);
  await result.getByRole('button', { name: 'Activate and test' }).click();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await expect(result.getByRole('heading', { name: 'Test succeeded' })).toBeVisible();
});

test('a URL that must not be called is refused at its field', async ({ page, billhook }) => {
  await setUp(page, billhook);
  await page.getByRole('link', { name: 'New hook' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Metadata');
  const url = page.getByRole('textbox', { name: 'URL', exact: true });
  await url.fill('http://169.254.169.254/latest');
  await page.getByRole('combobox', { name: 'Event types' }).fill('*');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Create hook' }).click();
  await expect(url).toHaveAttribute('aria-invalid', 'true');
});
