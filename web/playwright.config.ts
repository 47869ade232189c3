import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { defineConfig } from '@playwright/test';

const PREVIEW = 'http://127.0.0.1:4187';

/** Debian's Chromium, or whichever is on the PATH; `CHROMIUM` names another. */
function chromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin');
  const found = folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
  return process.env.CHROMIUM ?? found;
}

const executablePath = chromium();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  reporter: 'list',
  timeout: 60_000,
  // A busy machine is slow, not wrong: a journey may try once more, and says so.
  retries: process.env.CI === undefined ? 0 : 1,
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Prague',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    // Against the real binary: each journey starts its own.
    { name: 'journeys', testDir: 'e2e/journeys' },
    // Against the built files and a stubbed API: manners of single pages.
    { name: 'pages', testDir: 'e2e/pages', testIgnore: '**/screenshots.spec.ts', use: { baseURL: PREVIEW } },
    { name: 'screenshots', testMatch: 'pages/screenshots.spec.ts', use: { baseURL: PREVIEW, trace: 'off' } },
  ],
  webServer: {
    command: 'npx vite preview --host 127.0.0.1 --port 4187 --strictPort',
    url: PREVIEW,
    reuseExistingServer: false,
  },
});
