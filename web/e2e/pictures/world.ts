/** Fills an installation by its own API, as its members and its operator would, and then makes a past of it. */
import type { Cookie, Page } from '@playwright/test';

import type { Billhook } from '../harness/billhook';
import { ask, expect, join } from '../harness/journey';
import * as content from './content';
import { past } from './past';
import { startReceivers } from './receiver';

const EVENTS = 240;
const PASSWORD = content.founder.password;

/** What the pages in the pictures are of. */
export interface World {
  billhook: Billhook;
  /** The operator's credential. */
  operatorToken: string;
  /** By what it is called: the ids that stand in the paths of the pages. */
  ids: Record<string, string>;
  /** Those of who has signed in. */
  cookies: Partial<Record<'founder' | 'operator', Cookie[]>>;
}

interface Thing {
  id: string;
  name?: string;
  state?: string;
  event_type?: string;
  attempts?: number;
}

export async function makeWorld(billhook: Billhook): Promise<World> {
  const receivers = await startReceivers();
  const token = await found(billhook);
  const say = (method: string, path: string, body?: unknown) => ask(billhook, token, method, path, body);
  const all = async (path: string) => ((await say('GET', path)) as { data: Thing[] }).data;

  for (const colleague of content.colleagues)
    await join(billhook, token, { ...colleague, password: PASSWORD });
  for (const invitation of content.invited) await say('POST', '/invitations', invitation);
  for (const name of content.catalogs) await say('POST', `/presets/${name}/import`);
  for (const { key, name, skus } of content.apps) {
    const { id } = await say('POST', '/apps', { key, name });
    for (const sku of skus)
      await say('POST', `/apps/${String(id)}/skus`, { key: sku, name: sku.replace('-', ' ') });
  }
  for (const deadline of content.deadlines) await say('POST', '/deadlines', deadline);
  for (const { name, path, actions, more } of content.hooks)
    await say('POST', '/hooks', { name, url: receivers.origin + path, actions, ...more });
  const hooks = new Map((await all('/hooks')).map(({ id, name }) => [name, id]));
  const hookId = (name: string) => hooks.get(name) ?? '';

  await say('POST', `/hooks/${hookId('Flow analytics')}/pause`);
  for (let number = 0; number < EVENTS; number += 1) await say('POST', '/events', content.event(number));
  await say('POST', '/tokens', { name: 'Billing system', permissions: ['events.publish'] });
  await say('POST', '/tokens', {
    name: 'CI',
    expires_at: new Date(Date.now() + 20 * 86_400_000).toISOString(),
  });
  await say('PATCH', `/hooks/${hookId('CRM')}`, { rate_per_s: 50, max_in_flight: 8 });
  await say('POST', `/hooks/${hookId(content.pictured)}/secret/rotate`, { grace_seconds: 86_400 });
  // Until whatever is tried again soon has been.
  const isEarly = ({ attempts }: Thing) => attempts === 1;
  const waiting = () => all(`/deliveries?state=pending&hook=${hookId(content.pictured)}&limit=200`);
  await expect.poll(async () => (await waiting()).filter(isEarly).length, { timeout: 60_000 }).toBe(0);
  const { id: replay } = await say('POST', '/replays', {
    filter: { hook: hookId('Bookkeeping'), event_type: 'invoice.paid' },
    rate_per_s: 5,
  });
  const replayed = async () => (await say('GET', `/replays/${String(replay)}`)).state;
  await expect.poll(replayed, { timeout: 60_000 }).toBe('done');
  const operatorToken = await operator(billhook);
  for (const tenant of content.tenants) await ask(billhook, operatorToken, 'POST', '/tenants', tenant);
  await billhook.database?.run(past(receivers.origin));
  const warehouse = `hook=${hookId(content.pictured)}`;
  const again = (await all(`/deliveries?${warehouse}&limit=200`)).filter(({ attempts = 0 }) => attempts > 1);
  const events = await all('/events?event_type=order.created');
  const [member] = (await all('/members')).filter(({ state }) => state === 'active').slice(0, 1);
  const tenants = (await ask(billhook, operatorToken, 'GET', '/tenants')) as { data: Thing[] };
  const ids = {
    hook: hookId(content.pictured),
    inactive: hookId('Old shop'),
    paused: hookId('Flow analytics'),
    long: hookId(content.hooks[1]?.name ?? ''),
    delivery: again[0]?.id ?? '',
    event: events[0]?.id ?? '',
    eventType:
      (await all('/event-types?limit=200')).find(({ name }) => name === 'purchase.purchased')?.id ?? '',
    app: (await all('/apps'))[0]?.id ?? '',
    deadline: (await all('/deadlines'))[0]?.id ?? '',
    replay: String(replay),
    member: member?.id ?? '',
    tenant: tenants.data.find(({ name }) => name === 'Acme')?.id ?? '',
  };
  await receivers.stop();
  return { billhook, operatorToken, ids, cookies: {} };
}

/** The first run, by the link that was printed; gives a token of the founder. */
async function found(billhook: Billhook): Promise<string> {
  const { name, email, password } = content.founder;
  const cookies = await post(`${billhook.url}/api/v1/setup`, {
    body: {
      token: new URL(billhook.setupLink).searchParams.get('token'),
      tenant_name: 'Acme',
      name,
      email,
      password,
    },
  });
  const answer = await fetch(`${billhook.url}/api/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Billhook-Console': '1', cookie: cookies },
    body: JSON.stringify({ name: 'Shop' }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** Posts, and gives the cookies that were set. */
async function post(url: string, { body }: { body: unknown }): Promise<string> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Billhook-Console': '1' },
    body: JSON.stringify(body),
  });
  expect(answer.ok, `${url}: ${answer.status}`).toBe(true);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function operator(billhook: Billhook): Promise<string> {
  const printed = await billhook.command('admin', 'create-operator-token', '--name', 'platform');
  return (JSON.parse(printed) as { token: string }).token;
}

/** Signs somebody in on this page: once, as everybody would. */
export async function signIn(page: Page, world: World, as: 'founder' | 'operator'): Promise<void> {
  const known = world.cookies[as];
  if (known !== undefined) {
    await page.context().addCookies(known);
    return;
  }
  const { email } = content.founder;
  const [path, data] =
    as === 'founder'
      ? ['/session', { email, password: PASSWORD }]
      : ['/operator/session', { token: world.operatorToken }];
  const headers = { 'Billhook-Console': '1' };
  const answer = await page.request.post(`${world.billhook.url}/api/v1${path}`, { headers, data });
  expect(answer.ok(), await answer.text()).toBe(true);
  world.cookies[as] = await page.context().cookies();
}
