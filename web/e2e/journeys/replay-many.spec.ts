/** A receiver that was down for a while: what it missed is sent again, all of it by one press. */
import { ask, expect, setUp, test, tokenFor } from '../harness/journey';

const EVENTS = 25;

test('what failed is counted, sent again, and watched', async ({ page, billhook, receiver }) => {
  await setUp(page, billhook);
  const token = await tokenFor(page, billhook);
  await ask(billhook, token, 'POST', '/hooks', {
    name: 'ERP',
    url: receiver.url,
    policy: { schedule: { kind: 'none' } },
    actions: [{ event_type: 'invoice.*' }],
  });
  receiver.replies(500);
  const events = Array.from({ length: EVENTS }, (_, number) => ({ type: 'invoice.paid', data: { number } }));
  await ask(billhook, token, 'POST', '/events/batch', { events });
  await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(EVENTS);

  receiver.replies(200);
  await page.goto(`${billhook.url}/deliveries?state=failed`);
  await expect(page.getByRole('row', { name: /invoice\.paid/ })).toHaveCount(EVENTS, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Replay these' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`${EVENTS} deliveries are sent again`);
  await dialog.getByRole('button', { name: 'Send again' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Replay of ${EVENTS} deliveries`);
  await expect(page.getByText(`Done: ${EVENTS} delivered`)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(`${EVENTS} of ${EVENTS} sent again`)).toBeVisible();
  await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(2 * EVENTS);

  await page.getByRole('link', { name: `${EVENTS} delivered` }).click();
  await expect(page.getByRole('combobox', { name: 'Made by' })).toHaveValue(`Replay of ${EVENTS} deliveries`);
  await expect(page.getByRole('row', { name: /invoice\.paid/ })).toHaveCount(EVENTS);
  await page.getByRole('link', { name: 'invoice.paid' }).first().click();
  await expect(page.getByRole('link', { name: 'An earlier delivery' })).toBeVisible();
  await page.getByRole('link', { name: 'A replay of many' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Replay of ${EVENTS} deliveries`);
});

test('a replay of which everything failed again says so, and is not well', async ({
  page,
  billhook,
  receiver,
}) => {
  await setUp(page, billhook);
  const token = await tokenFor(page, billhook);
  await ask(billhook, token, 'POST', '/hooks', {
    name: 'ERP',
    url: receiver.url,
    policy: { schedule: { kind: 'none' } },
    actions: [{ event_type: 'invoice.*' }],
  });
  receiver.replies(500);
  const events = [{ type: 'invoice.paid', data: {} }];
  await ask(billhook, token, 'POST', '/events/batch', { events });
  await page.goto(`${billhook.url}/deliveries?state=failed`);
  await expect(page.getByRole('row', { name: /invoice\.paid/ })).toHaveCount(1, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Replay these' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('Done: 1 failed')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: '1 failed' }).click();
  await expect(page.getByRole('row', { name: /invoice\.paid/ })).toHaveCount(1);
});

test('what a hook missed is offered until it is replayed, by the API and not by one browser', async ({
  page,
  billhook,
  receiver,
}) => {
  await setUp(page, billhook);
  const token = await tokenFor(page, billhook);
  const { id } = await ask(billhook, token, 'POST', '/hooks', {
    name: 'ERP',
    url: receiver.url,
    actions: [{ event_type: 'invoice.*' }],
  });
  const hook = `/hooks/${String(id)}`;
  await ask(billhook, token, 'POST', `${hook}/deactivate`);
  const events = [1, 2, 3].map((number) => ({ type: 'invoice.paid', data: { number } }));
  await ask(billhook, token, 'POST', '/events/batch', { events });

  await page.goto(billhook.url + hook);
  await page.getByRole('button', { name: 'Activate', exact: true }).click();
  await expect(page.getByText('It missed 3 deliveries')).toBeVisible();
  await page.evaluate(() => {
    localStorage.clear();
  });
  await page.reload();
  await page.getByRole('button', { name: 'Replay what was missed' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Replays' })).toBeVisible();
  await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(3);

  await page.goto(billhook.url + hook);
  await expect(page.getByRole('heading', { level: 1, name: 'ERP' })).toBeVisible();
  await expect(page.getByText('Healthy')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^It missed/)).toHaveCount(0);
});
