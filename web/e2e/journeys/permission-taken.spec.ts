/** Somebody's permission is taken away: what their hook does then, and what its owner sees. */
import { ask, expect, join, makeHook, setUp, test, tokenFor } from '../harness/journey';

const bob = { email: 'bob@acme.example', password: 'another long password' };

test('a grant that is taken away deactivates the hook, and its owner sees why', async ({
  page,
  visitor: theirs,
  billhook,
  receiver,
}) => {
  await setUp(page, billhook);
  const token = await tokenFor(page, billhook);
  const permissions = ['hooks.view', 'hooks.create', 'hooks.edit', 'hooks.test', 'events.view'];
  await join(billhook, token, { ...bob, name: 'Bob', permissions, grants: ['invoice'] });

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
