/** Lists with a hundred thousand deliveries behind them answer within a tenth of a second. */
import type { Page } from '@playwright/test';

import { ask, expect, setUp, test, tokenFor } from '../harness/journey';
import { fill } from './fill';
import { measure, summary, watch, type Measured } from './interactions';

const DELIVERIES = 100_000;
const HOOKS = 1_000;
const MAX_MS = 100;
/** How often all of it is done, each time from a page that was just loaded. */
const ROUNDS = 5;
/** How often the list is made longer, fifty rows at a time. */
const PRESSES = 20;

test('lists answer at once, whatever is behind them', async ({ page, billhook, receiver }) => {
  await setUp(page, billhook);
  const token = await tokenFor(page, billhook);
  const action = { event_type: 'invoice.*' };
  await ask(billhook, token, 'POST', '/hooks', { name: 'ERP', url: receiver.url, actions: [action] });
  await ask(billhook, token, 'POST', '/events', { type: 'invoice.paid', data: { id: 'in_1', total: 1200 } });
  const delivered = async () => (await ask(billhook, token, 'GET', '/deliveries?state=delivered')).data;
  await expect.poll(delivered).toHaveLength(1);
  const { database } = billhook;
  if (database === null) throw new Error('The rows are made by Postgres.');
  await fill(database, DELIVERIES, HOOKS);

  await watch(page);
  const figures: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto(`${billhook.url}/hooks`);
    await expect(listed(page, 'Hooks')).toHaveCount(50);
    for (const [what, act, isThere] of tour(page)) figures.push(await measure(page, what, act, isThere));
  }
  console.table(summary(figures));
  const slow = summary(figures).filter(({ worst }) => worst > MAX_MS);
  expect(slow).toEqual([]);
});

/**
 * The rows of a list that is there. Found by plain selectors: to look for roles and names among a thousand rows keeps the page busy
 * for longer than anything that is measured.
 */
function listed(page: Page, label: string) {
  return page.locator(`table[aria-label="${label}"][aria-busy="false"] > tbody > tr`);
}

type Step = [what: string, act: () => Promise<void>, isThere: () => Promise<void>];

/** What somebody does who looks for something. */
function tour(page: Page): Step[] {
  const way = (name: string) => () => page.locator(`nav a:text-is("${name}")`).click();
  const button = (name: string) => () => page.locator(`main button:has-text("${name}")`).click();
  const deliveries = listed(page, 'Deliveries');
  const field = (label: string) => page.getByRole('combobox', { name: label });
  const long = `table[aria-label="Deliveries"][aria-rowcount="${50 * (PRESSES + 1) + 1}"]`;
  const more = Array.from({ length: PRESSES }, (_, press): Step => [
    'show more',
    button('Show more'),
    () => page.locator(`table[aria-rowcount="${50 * (press + 2) + 1}"]`).waitFor(),
  ]);
  return [
    ['go to the deliveries', way('Deliveries'), () => expect(deliveries).toHaveCount(50)],
    ['open the choice of a state', () => field('State').click(), () => option(page, 'Failed').waitFor()],
    [
      'narrow them to failed ones',
      () => option(page, 'Failed').click(),
      () => expect(deliveries.filter({ hasText: 'Failed' })).toHaveCount(50),
    ],
    [
      'type the name of a hook',
      () => field('Hook').pressSequentially('customer 77'),
      () => option(page, 'Customer 770').waitFor(),
    ],
    [
      'narrow them to that hook',
      () => option(page, 'Customer 770').click(),
      () => expect(page).toHaveURL(/hook=hk_/),
    ],
    ['clear the filter', button('Clear'), () => expect(deliveries).toHaveCount(50)],
    ...more,
    [
      `open a delivery, out of ${50 * (PRESSES + 1)} rows`,
      () => page.locator(`${long} > tbody > tr > td > span > a`).last().click(),
      () => page.locator('h1:text-is("invoice.paid")').waitFor(),
    ],
    ['go back to them', () => page.goBack().then(() => undefined), () => page.locator(long).waitFor()],
    ['go to the events', way('Events'), () => expect(listed(page, 'Events')).toHaveCount(50)],
    ['go to the hooks', way('Hooks'), () => expect(listed(page, 'Hooks')).toHaveCount(50)],
    [
      'find a hook by name',
      () => page.getByRole('searchbox', { name: 'Name' }).pressSequentially('customer 99'),
      () => expect(listed(page, 'Hooks')).toHaveCount(11),
    ],
    [
      'find a hook from anywhere',
      async () => {
        await page.keyboard.press('Control+k');
        await field('Search').pressSequentially('customer 500');
      },
      () => page.getByRole('option', { name: /Customer 500/ }).waitFor(),
    ],
    [
      'close the search',
      () => page.keyboard.press('Escape'),
      () => field('Search').waitFor({ state: 'hidden' }),
    ],
    ['go to the overview', way('Overview'), () => page.locator('h1:text-is("Overview")').waitFor()],
  ];
}

function option(page: Page, name: string) {
  return page.locator(`[role="option"]:has-text("${name}")`);
}
