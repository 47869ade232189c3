/** What is in the pictured installation: an organisation with everything that one has, difficult names among it. */

export const founder = {
  name: 'Alice Example',
  email: 'alice@acme.example',
  password: 'a long enough password',
};

const EVERYTHING = [
  ['hooks.view', 'hooks.create', 'hooks.edit', 'hooks.delete', 'hooks.test'],
  ['events.view', 'events.publish', 'deliveries.replay'],
].flat();

export const colleagues = [
  { name: 'Bob Example', email: 'bob@acme.example', permissions: EVERYTHING, grants: ['order', 'invoice'] },
  { name: 'مها المثال', email: 'maha@acme.example', permissions: EVERYTHING.slice(0, 6), grants: ['*'] },
  {
    name: 'Maximiliane-Alexandra von Beispielhausen-Musterstadt',
    email: 'maximiliane-alexandra.von.beispielhausen@northern-subsidiary.acme.example',
    permissions: ['hooks.view', 'events.view', 'audit.view'],
    grants: ['customer', 'subscription', 'purchase'],
  },
];

export const invited = [
  { email: 'carol@acme.example', permissions: ['hooks.view', 'events.view'], grants: ['invoice'] },
  { email: 'dan.of.the.warehouse@acme.example', permissions: ['hooks.view'], grants: ['order'] },
];

export const catalogs = ['standard', 'upzelo', 'app47', 'abowire'];

export const apps = [
  { key: 'space-miner', name: 'Space Miner 🚀', skus: ['coins-100', 'coins-500', 'season-pass'] },
  { key: 'reader', name: 'Reader', skus: ['monthly', 'yearly'] },
  { key: 'maps', name: 'خرائط المدينة', skus: [] },
];

export const deadlines = [
  {
    name: 'Abandoned flows',
    when: 'flow.started',
    unless: 'flow.completed',
    key: '/customer/id',
    within_ms: 3_600_000,
    emit: 'flow.abandoned',
  },
  {
    name: 'Unpaid after a fortnight',
    when: 'invoice.created',
    unless: 'invoice.paid',
    key: '/id',
    within_ms: 1_209_600_000,
    emit: 'invoice.overdue',
  },
];

interface Hook {
  name: string;
  path: string;
  actions: { event_type: string; app?: string; sku?: string; filter?: object }[];
  more?: object;
}

const large = { field: '/total', gte: 50_000 };

/** The newest comes first in lists, so the most telling one is made last. */
export const hooks: Hook[] = [
  { name: 'Old shop', path: '/old-shop', actions: [{ event_type: 'order.*' }] },
  {
    name: 'Nightly export of all customer and subscription changes to the data warehouse, north',
    path: '/export?dataset=customers-and-subscriptions-of-the-northern-subsidiary&token=s3cr3t-Zk9x2&format=newline-delimited-json',
    actions: [{ event_type: 'customer.*' }, { event_type: 'subscription.*' }],
    more: { policy: { schedule: { kind: 'none' } } },
  },
  { name: 'محاسبة الفرع الشرقي', path: '/ar/hesabat', actions: [{ event_type: 'invoice.paid' }] },
  {
    name: 'Flow analytics',
    path: '/upzelo',
    actions: [{ event_type: 'flow.*' }],
    more: { preset: 'upzelo' },
  },
  {
    name: 'Purchases of Space Miner 🚀',
    path: '/app47/notify',
    actions: [
      { event_type: 'purchase.*', app: 'space-miner' },
      { event_type: 'purchase.*', app: 'reader', sku: 'yearly' },
    ],
    more: { preset: 'app47', format: 'form' },
  },
  {
    name: 'Ledger',
    path: '/abowire?key=ab-77f1',
    actions: [{ event_type: 'invoice.*' }],
    more: { preset: 'abowire' },
  },
  {
    name: 'CRM',
    path: '/v3/webhooks/crm',
    actions: [{ event_type: 'customer.*' }],
    more: { rate_per_s: 20 },
  },
  {
    name: 'Fraud desk 🚨',
    path: '/fraud',
    actions: [{ event_type: 'order.created', filter: large }],
    more: { headers: { 'x-team': 'risk' } },
  },
  {
    name: 'Warehouse 📦',
    path: '/stock/changes',
    actions: [{ event_type: 'order.*' }, { event_type: 'product.*' }],
  },
  {
    name: 'Bookkeeping',
    path: '/in?company=acme',
    actions: [{ event_type: 'invoice.*' }, { event_type: 'order.refunded' }],
    more: { headers: { 'x-team': 'billing' } },
  },
];

/** The hook whose own pages are pictured. */
export const pictured = 'Warehouse 📦';

const cities = ['Brno', 'Praha', 'القاهرة', 'Århus', '東京', 'São Paulo'];

/** Event number so-and-so; what comes is a mix that repeats. */
export function event(number: number): object {
  const order = { id: `ord_${10_400 + number}`, total: 1_990 + ((number * 7_919) % 60_000), currency: 'EUR' };
  const customer = { id: `cus_${300 + (number % 40)}`, city: cities[number % cities.length] };
  const kinds: object[] = [
    {
      type: 'order.created',
      data: { ...order, customer, lines: [{ sku: 'MUG-01', quantity: 2 }] },
      subjects: [order.id],
    },
    {
      type: 'invoice.created',
      data: { id: `in_${number}`, order: order.id, total: order.total },
      subjects: [`in_${number}`],
    },
    {
      type: 'invoice.paid',
      data: { id: `in_${number}`, total: order.total, paid_by: 'card' },
      subjects: [`in_${number}`],
    },
    {
      type: 'customer.updated',
      data: { ...customer, changed: ['city'] },
      actor: 'user_7',
      origin: 'back office',
    },
    { type: 'product.updated', data: { sku: 'MUG-01', stock: 400 - number }, origin: 'stock' },
    { type: 'purchase.purchased', data: purchase(number), app: 'space-miner', sku: 'coins-100' },
    { type: 'order.shipped', data: { ...order, carrier: 'Česká pošta' }, subjects: [order.id] },
    {
      type: 'subscription.renewed',
      data: { id: `sub_${number}`, plan: 'team', customer },
      test_mode: number % 4 === 0,
    },
    { type: 'flow.started', data: { customer, flow: 'cancel' } },
    { type: 'order.refunded', data: { ...order, reason: 'damaged in transit' }, subjects: [order.id] },
  ];
  return kinds[number % kinds.length] ?? {};
}

function purchase(number: number): object {
  return {
    action: 'purchased',
    customer: { id: number, email: `player${number}@example.com`, name: `Player ${number}` },
    purchase: { order_id: `GPA.33-${number}`, name: '100 coins', purchase_status: 'complete' },
    type: 'customer_purchase',
  };
}

export const tenants = [
  { key: 'globex', name: 'Globex' },
  { key: 'initech', name: 'Initech' },
  {
    key: 'umbrella-emea-production-2',
    name: 'Umbrella International Holding of the Northern and Eastern Subsidiaries',
  },
  { key: 'souq', name: 'سوق المثال 🛍️' },
  { key: 'hooli', name: 'Hooli' },
  { key: 'new-customer', name: 'New customer' },
];
