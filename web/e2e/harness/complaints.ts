/** Every test in a browser fails on what the browser complains of: errors, breaches of the policy, other hosts. */
import { test as base, expect, type Page } from '@playwright/test';

export interface Complaints {
  /** What the browser complained of so far. A test that ends with any has failed. */
  complaints: string[];
  /** Somebody else, in a browser session of their own. */
  visitor: Page;
}

export const test = base.extend<Complaints>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      hear(page, complaints);
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  visitor: async ({ browser, complaints }, use) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    hear(page, complaints);
    await use(page);
    await context.close();
  },
});

export { expect };

/** Breaches of the Content-Security-Policy are logged as errors. */
function hear(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refusal by the API is logged by the browser itself, and shown by the page.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1')
      complaints.push(`another host: ${request.url()}`);
  });
}
