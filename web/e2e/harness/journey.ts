/** What a journey starts with: a fresh installation, a receiver, and the steps that most journeys begin with. */
import type { Page } from '@playwright/test';

import { startBillhook, type Billhook, type DatabaseKind } from './billhook';
import { expect, test as base } from './complaints';
import { linkFor } from './mails';
import { startReceiver, type Receiver } from './receiver';

/** What a project of playwright.config.ts may set. */
export interface Options {
  database: DatabaseKind;
}

interface Surroundings {
  billhook: Billhook;
  receiver: Receiver;
}

export const test = base.extend<Options & Surroundings>({
  database: ['sqlite', { option: true }],
  billhook: async ({ database }, use) => {
    const billhook = await startBillhook(database);
    await use(billhook);
    await billhook.stop();
  },
  receiver: async ({}, use) => {
    const receiver = await startReceiver();
    await use(receiver);
    await receiver.stop();
  },
});

export { expect };

export const founder = { email: 'founder@acme.example', password: 'a long enough password' };

/** First run: the link, the first account, and the empty list of hooks. */
export async function setUp(page: Page, billhook: Billhook): Promise<void> {
  await page.goto(billhook.setupLink);
  await page.getByRole('textbox', { name: 'Organisation' }).fill('Acme');
  await page.getByRole('textbox', { name: 'Your name' }).fill('The founder');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(founder.email);
  await page.getByLabel('Password', { exact: true }).fill(founder.password);
  await page.getByRole('button', { name: 'Set up Billhook' }).click();
  await expect(page.getByRole('heading', { name: 'No hooks yet' })).toBeVisible();
}

/** From the list of hooks to the page of a new one. */
export async function makeHook(page: Page, name: string, url: string): Promise<void> {
  await page.getByRole('link', { name: 'New hook' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'URL', exact: true }).fill(url);
  await page.getByRole('combobox', { name: 'Event types' }).fill('invoice.*');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Create hook' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** An API token of whoever is signed in on the page, made with the page's own session. */
export async function tokenFor(page: Page, billhook: Billhook): Promise<string> {
  const answer = await page.request.post(`${billhook.url}/api/v1/tokens`, {
    headers: { 'Billhook-Console': '1' },
    data: { name: 'Journey' },
  });
  expect(answer.status()).toBe(201);
  const { token } = (await answer.json()) as { token: string };
  return token;
}

/** Asks the API as whoever the token is of; fails unless it agrees. */
export async function ask(billhook: Billhook, token: string, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${billhook.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect(answer.ok, `${method} ${path}: ${answer.status} ${text}`).toBe(true);
  return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
}

interface Newcomer {
  name: string;
  email: string;
  password: string;
  permissions: string[];
  grants: string[];
}

/** Invites somebody, who follows the link in the mail and joins. */
export async function join(billhook: Billhook, token: string, newcomer: Newcomer): Promise<void> {
  const { name, email, password, permissions, grants } = newcomer;
  await ask(billhook, token, 'POST', '/invitations', { email, permissions, grants });
  const joined = await fetch(`${billhook.url}/api/v1/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Billhook-Console': '1' },
    body: JSON.stringify({ token: await linkFor(billhook.folder, email), name, password }),
  });
  expect(joined.ok, String(joined.status)).toBe(true);
}
