/** Manners of every page: nothing forbidden is asked for, nothing is logged, and axe finds nothing serious. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from '@playwright/test';
import type Axe from 'axe-core';

import { expect, test } from '../harness/complaints';
import { scene, scenes } from './scenes';
import { Answer, stubApi } from './stub-api';

const PHONE_WIDTH = 390;
const FIRST_LOAD_BYTES = 255_000;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function open(page: Page, name: string) {
  const { path, answers, act } = scene(name);
  await stubApi(page, answers);
  await page.goto(path);
  await page.locator('h1, h3, [aria-busy="true"]').first().waitFor();
  await act?.(page);
}

for (const { name } of scenes) {
  test(`${name} is accessible in light and dark, fits a phone, and is silent`, async ({ page }) => {
    await open(page, name);
    if (!name.endsWith('-loading')) await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expect(page).toHaveTitle(/ · Billhook$/);
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      expect(await violations(page), colorScheme).toEqual([]);
    }
    await page.setViewportSize({ width: PHONE_WIDTH, height: 844 });
    // A page is laid out anew a moment after its window has another size.
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width).toBeLessThanOrEqual(PHONE_WIDTH);
  });
}

/** What axe finds serious or critical. It is evaluated by the debugger, so the page's policy stays as it is. */
async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
  });
}

test('the first page is light', async ({ page }) => {
  await open(page, 'hooks');
  await page.getByRole('link', { name: 'ERP' }).waitFor();
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry): entry is PerformanceResourceTiming => /\.(js|css)$/.test(entry.name))
      .reduce((sum, entry) => sum + entry.encodedBodySize, 0),
  );
  expect(bytes).toBeLessThan(FIRST_LOAD_BYTES);
  expect(bytes).toBeGreaterThan(FIRST_LOAD_BYTES / 10);
});

test('the navigation of a phone opens, leads on, and closes', async ({ page }) => {
  await page.setViewportSize({ width: PHONE_WIDTH, height: 844 });
  await open(page, 'hooks');
  await page.getByRole('button', { name: 'Open navigation' }).click();
  const dialog = page.getByRole('dialog');
  const head = await dialog.getByRole('button', { name: 'Close navigation' }).boundingBox();
  const first = await dialog.getByRole('link', { name: 'Overview' }).boundingBox();
  expect((head?.y ?? 0) + (head?.height ?? 0), 'its head is above its links').toBeLessThan(first?.y ?? 0);
  await dialog.getByRole('link', { name: 'Deliveries' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Deliveries' })).toBeVisible();
  await expect(dialog).toBeHidden();
});

test('the sets of permissions stand in pairs on a phone', async ({ page }) => {
  await page.setViewportSize({ width: PHONE_WIDTH, height: 844 });
  await open(page, 'members-invite');
  const sets = page.getByRole('radiogroup', { name: 'Begin with' });
  const tops = await sets
    .locator('label')
    .evaluateAll((labels) => labels.map((label) => Math.round(label.getBoundingClientRect().top)));
  expect(tops.length).toBeGreaterThan(2);
  expect(tops.filter((top, index) => index % 2 === 1 && top !== tops[index - 1])).toEqual([]);
  expect(new Set(tops).size).toBe(Math.ceil(tops.length / 2));
});

test('the way to a hook needs no mouse', async ({ page }) => {
  await open(page, 'hooks');
  await page.getByRole('link', { name: 'ERP' }).waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'New hook' })).toBeFocused();
  // Past the field for a name and the four choices of a state.
  for (let presses = 0; presses < 6; presses += 1) await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'ERP' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'ERP' })).toBeVisible();
});

test('a filter is a link', async ({ page }) => {
  await open(page, 'deliveries');
  await page.getByRole('textbox', { name: 'Event type' }).fill('invoice.paid');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/[?]event_type=invoice\.paid$/);
  await page.goBack();
  await expect(page.getByRole('textbox', { name: 'Event type' })).toHaveValue('');
});

test('a changed form is not left without a question', async ({ page }) => {
  await open(page, 'hook-edit');
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  const toDeliveries = () => page.getByRole('link', { name: 'Deliveries' }).click();
  await name.fill('Another');
  await toDeliveries();
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(name).toHaveValue('Another');

  const asked = page.waitForEvent('dialog').then(async (dialog) => {
    await dialog.accept();
    return dialog.type();
  });
  await page.reload();
  expect(await asked).toBe('beforeunload');

  await expect(name).toHaveValue('ERP');
  await name.fill('Another');
  await toDeliveries();
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Deliveries' })).toBeVisible();
});

test('a dialog that a menu opened gives the focus back to the button of the menu', async ({ page }) => {
  await open(page, 'hook-delete');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'More actions' })).toBeFocused();
});

test('the chosen appearance outlives a reload', async ({ page }) => {
  await open(page, 'hooks');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('a session that ends leads to the sign-in and back', async ({ page }) => {
  const { answers } = scene('hooks');
  const over = new Answer(401, { type: 'about:blank', title: 'Sign in first', status: 401 });
  await stubApi(page, { ...answers, 'GET /session': over, 'POST /session/refresh': over });
  await page.goto('/deliveries?state=failed');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await stubApi(page, { ...answers, 'POST /session': answers['GET /session'] });
  await page.getByRole('textbox', { name: 'E-mail' }).fill('owner@acme.example');
  await page.getByLabel('Password', { exact: true }).fill('a long password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/deliveries\?state=failed$/);
});
