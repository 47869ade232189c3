/** Pictures of every page at two widths, light and dark, in test-results/screenshots: for looking at, not for comparing. */
import { expect, test } from '@playwright/test';

import { scenes } from './scenes';
import { stubApi } from './stub-api';

const widths = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const [width, viewport] of Object.entries(widths)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });
      for (const { name, path, answers, act } of scenes) {
        test(name, async ({ page }) => {
          await stubApi(page, answers);
          await page.goto(path);
          await page.locator('h1, h3, [aria-busy="true"]').first().waitFor();
          await act?.(page);
          if (!name.endsWith('-loading')) await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          await page.screenshot({
            path: `test-results/screenshots/${name}-${width}-${colorScheme}.png`,
            fullPage: true,
          });
        });
      }
    });
  }
}
