/**
 * Pictures of every page at two widths, light and dark, in test-results/pictures: for looking at, not for comparing. They
 * are of the real binary, with as much in it as it has in use.
 */
import { startBillhook } from '../harness/billhook';
import { test as base, expect } from '../harness/journey';
import { pictures } from './pages';
import { makeWorld, signIn, type World } from './world';

const widths = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const WORLD_MS = 180_000;

const test = base.extend<object, { world: World }>({
  world: [
    async ({}, use) => {
      const billhook = await startBillhook('postgres');
      await use(await makeWorld(billhook));
      await billhook.stop();
    },
    { scope: 'worker', timeout: WORLD_MS },
  ],
});

for (const { name, path, as, act } of pictures) {
  test(name, async ({ page, world }) => {
    if (as !== 'stranger') await signIn(page, world, as ?? 'founder');
    const address = world.billhook.url + path.replaceAll(/:(\w+)/g, (_, id: string) => world.ids[id] ?? id);
    for (const [width, viewport] of Object.entries(widths)) {
      await page.setViewportSize(viewport);
      await page.goto(address);
      await page.locator('h1, h3').first().waitFor();
      await act?.(page);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      // As high as the page, so that what sticks to the window's edges is at the picture's.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...viewport, height: Math.max(height, viewport.height) });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.screenshot({
          path: `test-results/pictures/${name}-${width}-${colorScheme}.png`,
          animations: 'disabled',
        });
      }
    }
  });
}
