/** Lists with a hundred thousand deliveries behind them answer within a tenth of a second. */
import { ask, expect, setUp, test, tokenFor } from '../harness/journey';
import { fill } from './fill';
import { measure, watch, type Measured } from './interactions';

const DELIVERIES = 100_000;
const HOOKS = 1_000;
const LONGEST_MS = 100;
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

  const figures: Measured[] = [];
  const note = async (what: string, act: () => Promise<void>, isThere: () => Promise<void>) => {
    figures.push(await measure(page, what, act, isThere));
  };
  const rows = page.getByRole('row', { name: /invoice\.paid/ });
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  await watch(page);
  await page.goto(`${billhook.url}/hooks`);
  await expect(page.getByRole('row', { name: /Customer/ }).first()).toBeVisible();

  await note(
    'go to the deliveries',
    () => page.getByRole('link', { name: 'Deliveries', exact: true }).click(),
    () => expect(rows).toHaveCount(50),
  );
  await note(
    'narrow them to failed ones',
    async () => {
      await page.getByRole('combobox', { name: 'State' }).click();
      await page.getByRole('option', { name: 'Failed' }).click();
    },
    () => expect(rows.filter({ hasText: 'Delivered' })).toHaveCount(0),
  );
  await note(
    'type the name of a hook',
    () => page.getByRole('combobox', { name: 'Hook' }).pressSequentially('customer 77'),
    () => expect(page.getByRole('option', { name: 'Customer 770' })).toBeVisible(),
  );
  await note(
    'narrow them to that hook',
    () => page.getByRole('option', { name: 'Customer 770' }).click(),
    () => expect(page).toHaveURL(/hook=hk_/),
  );
  await note(
    'clear the filter',
    () => page.getByRole('button', { name: 'Clear' }).click(),
    () => expect(rows).toHaveCount(50),
  );
  for (let press = 1; press <= PRESSES; press += 1) {
    await note(
      'show more',
      () => page.getByRole('button', { name: 'Show more' }).click(),
      () => expect(rows).toHaveCount(50 * (press + 1)),
    );
  }
  await note(
    `open a delivery, out of ${50 * (PRESSES + 1)} rows`,
    () => rows.nth(40).getByRole('link').first().click(),
    () => expect(heading('invoice.paid')).toBeVisible(),
  );
  await note(
    'go back to them',
    () => page.goBack().then(() => undefined),
    () => expect(rows).toHaveCount(50 * (PRESSES + 1)),
  );
  await note(
    'go to the events',
    () => page.getByRole('link', { name: 'Events', exact: true }).click(),
    () => expect(rows).toHaveCount(50),
  );
  await note(
    'go to the hooks',
    () => page.getByRole('link', { name: 'Hooks', exact: true }).click(),
    () => expect(page.getByRole('row', { name: /Customer/ }).first()).toBeVisible(),
  );
  await note(
    'find a hook by name',
    () => page.getByRole('searchbox', { name: 'Name' }).pressSequentially('customer 99'),
    () => expect(page.getByRole('row', { name: /Customer 99/ })).toHaveCount(11),
  );
  await note(
    'find a hook from anywhere',
    async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search' }).pressSequentially('customer 500');
    },
    () => expect(page.getByRole('option', { name: /Customer 500/ })).toBeVisible(),
  );
  await note(
    'go to the overview',
    async () => {
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Overview', exact: true }).click();
    },
    () => expect(heading('Overview')).toBeVisible(),
  );

  console.table(longest(figures));
  expect(figures.filter(({ answersMs }) => answersMs > LONGEST_MS)).toEqual([]);
});

/** One line for each thing that was done. */
function longest(figures: Measured[]): Measured[] {
  const lines = new Map<string, Measured>();
  for (const { what, answersMs, showsMs } of figures) {
    const before = lines.get(what) ?? { what, answersMs: 0, showsMs: 0 };
    lines.set(what, {
      what,
      answersMs: Math.max(before.answersMs, answersMs),
      showsMs: Math.max(before.showsMs, showsMs),
    });
  }
  return [...lines.values()];
}
