/** What happens to an event, as its sender's customers see it. */
import { expect, makeHook, setUp, test, tokenFor } from '../harness/journey';

test('an event shows which hook got it, and is sent again on a press', async ({
  page,
  billhook,
  receiver,
}) => {
  await setUp(page, billhook);
  await makeHook(page, 'ERP', receiver.url);
  const token = await tokenFor(page, billhook);
  const posted = await fetch(`${billhook.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"type":"invoice.paid","data":{"id":"in_1","total":1200}}',
  });
  expect(posted.status).toBe(202);

  await page.getByRole('link', { name: 'Events', exact: true }).click();
  await page.getByRole('link', { name: 'invoice.paid' }).click();
  await expect(page.getByRole('region', { name: 'Event data' })).toContainText('"total": 1200');
  const matched = page.getByRole('region', { name: 'Hooks that matched' });
  await expect(matched).toContainText('Delivered', { timeout: 15_000 });
  await matched.getByRole('link', { name: 'ERP' }).click();

  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByText('Replay', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Delivered', { exact: true })).toBeVisible();
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toHaveLength(2);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('a hook that was inactive is shown as skipped', async ({ page, billhook, receiver }) => {
  await setUp(page, billhook);
  await makeHook(page, 'ERP', receiver.url);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByText('Inactive', { exact: true })).toBeVisible();

  const token = await tokenFor(page, billhook);
  await fetch(`${billhook.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"type":"invoice.paid","data":{"id":"in_2"}}',
  });
  await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
  await expect(page.getByRole('row', { name: /invoice\.paid/ })).toContainText('The hook was inactive');
  expect(receiver.received).toEqual([]);
});
