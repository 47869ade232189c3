/** The same console without a mouse, and on a phone. */
import type { Locator, Page } from '@playwright/test';

import { expect, makeHook, setUp, test } from '../harness/journey';

/** Presses Tab until this has the focus; whoever never gets there cannot be used by keyboard. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('80 presses of Tab did not lead there.');
}

test('a hook is made and tested by keyboard alone', async ({ page, billhook, receiver }) => {
  await setUp(page, billhook);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search' }).waitFor();
  await page.keyboard.type('New hook');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('textbox', { name: 'Name', exact: true }));
  await page.keyboard.type('ERP');
  await page.keyboard.press('Tab');
  await page.keyboard.type(receiver.url);
  await page.keyboard.press('Tab');
  await page.keyboard.type('invoice.*');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Create hook' }));
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'ERP' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Test', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Test succeeded' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: "Close the test's result" }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Test succeeded' })).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a hook is made, tested and looked after', async ({ page, billhook, receiver }) => {
    await setUp(page, billhook);
    await makeHook(page, 'ERP', receiver.url);
    await page.getByRole('button', { name: 'Test', exact: true }).tap();
    await expect(page.getByRole('heading', { name: 'Test succeeded' })).toBeVisible();

    await page.getByRole('button', { name: 'Open navigation' }).tap();
    await page.getByRole('dialog').getByRole('link', { name: 'Deliveries' }).tap();
    await page
      .getByRole('row', { name: /webhook\.ping|ping/ })
      .getByRole('link')
      .first()
      .tap();
    await expect(page.getByText(receiver.url).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
