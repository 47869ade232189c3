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
