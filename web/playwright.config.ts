import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { defineConfig } from '@playwright/test';

import type { Options } from './e2e/harness/journey';

/** `PREVIEW_PORT` names another, for two runs on one machine. */
const PREVIEW_PORT = process.env.PREVIEW_PORT ?? '4187';
const PREVIEW = `http://127.0.0.1:${PREVIEW_PORT}`;

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

export default defineConfig<Options>({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  reporter: 'list',
  timeout: 120_000,
  expect: { timeout: 15_000 },
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
    // Against the real binary: each journey starts its own, on either database.
    { name: 'journeys', testDir: 'e2e/journeys' },
    { name: 'journeys-postgres', testDir: 'e2e/journeys', use: { database: 'postgres' } },
    // Against the built files and a stubbed API: manners of single pages.
    { name: 'pages', testDir: 'e2e/pages', use: { baseURL: PREVIEW } },
    // Against the real binary, on Postgres, with as much in it as it has in use.
    { name: 'pictures', testDir: 'e2e/pictures', use: { database: 'postgres', trace: 'off' } },
    { name: 'speed', testDir: 'e2e/speed', timeout: 600_000, use: { database: 'postgres', trace: 'off' } },
  ],
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${PREVIEW_PORT} --strictPort`,
    url: PREVIEW,
    reuseExistingServer: false,
  },
});
