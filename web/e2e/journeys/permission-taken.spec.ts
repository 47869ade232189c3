/** Somebody's permission is taken away: what their hook does then, and what its owner sees. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ask, expect, makeHook, setUp, test, tokenFor } from '../harness/journey';

const bob = { email: 'bob@acme.example', password: 'another long password' };

/** The token of the link in a mail that the installation wrote. */
async function linkIn(folder: string): Promise<string | null> {
  const names = await readdir(join(folder, 'mail')).catch(() => []);
  for (const name of names) {
    // Lines are folded where they are long.
    const mail = (await readFile(join(folder, 'mail', name), 'utf8')).replaceAll('=\r\n', '');
    const [, token] = /token=(?:3D)?([A-Za-z0-9_-]+)/.exec(mail) ?? [];
    if (token !== undefined) return token;
  }
  return null;
}

test('a grant that is taken away deactivates the hook, and its owner sees why', async ({
  page,
  browser,
  billhook,
  receiver,
}) => {
  await setUp(page, billhook);
  const token = await tokenFor(page, billhook);
  const permissions = ['hooks.view', 'hooks.create', 'hooks.edit', 'hooks.test', 'events.view'];
  await ask(billhook, token, 'POST', '/invitations', { email: bob.email, permissions, grants: ['invoice'] });
  let link: string | null = null;
  await expect.poll(async () => (link = await linkIn(billhook.folder)), { timeout: 30_000 }).not.toBeNull();
  const joined = await fetch(`${billhook.url}/api/v1/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Billhook-Console': '1' },
    body: JSON.stringify({ token: link, name: 'Bob', password: bob.password }),
  });
  expect(joined.ok, String(joined.status)).toBe(true);

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(`${billhook.url}/sign-in?next=/hooks`);
  await theirs.getByRole('textbox', { name: 'E-mail' }).fill(bob.email);
  await theirs.getByLabel('Password', { exact: true }).fill(bob.password);
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await expect(theirs.getByRole('heading', { name: 'No hooks yet' })).toBeVisible();
  await makeHook(theirs, 'Bookkeeping', receiver.url);
  await expect(theirs.getByText('Active', { exact: true })).toBeVisible();

  const members = (await ask(billhook, token, 'GET', '/members')) as {
    data: { id: string; user: { email: string } }[];
  };
  const member = members.data.find(({ user }) => user.email === bob.email);
  await ask(billhook, token, 'PATCH', `/members/${member?.id}`, { grants: ['order'] });

  // The page was open all the while: it follows by itself.
  await expect(theirs.getByText('Inactive', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(theirs.getByRole('alert')).toContainText('Its owner no longer has the permissions or grants');
});
