/**
 * Makes a past of what was just made: a day of events, a week of figures, members who joined long ago. Nothing of the
 * API can: what it writes happens now. For pictures only.
 */

/** What stands in addresses in place of where the receivers were. */
const PUBLIC = 'https://hooks.acme.example';

/** How the figures of each hook look: deliveries in an hour at noon, what share fails, and the class of its usual time. */
const figures: [name: string, perHour: number, failing: number, timeClass: number][] = [
  ['Bookkeeping', 420, 0.002, 2],
  ['Warehouse 📦', 610, 0.045, 4],
  ['Fraud desk 🚨', 60, 0, 1],
  ['CRM', 210, 0.004, 7],
  ['Ledger', 390, 0.001, 3],
  ['Purchases of Space Miner 🚀', 120, 0.012, 4],
  ['محاسبة الفرع الشرقي', 90, 0.006, 5],
  ['Nightly export of all customer and subscription changes to the data warehouse, north', 75, 0.31, 6],
];

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The statements, for Postgres. */
export function past(origin: string): string {
  return [
    clock,
    `create temp table asked (origin text, shown text);`,
    `insert into asked values (${quoted(origin)}, ${quoted(PUBLIC)});`,
    events,
    addresses,
    hooks,
    people,
    stats(),
    tenants,
  ].join('\n');
}

// Instants are microseconds, and the first six bytes of an id are milliseconds.
const clock = `
  create function pg_temp.present() returns bigint language sql stable
    as $$ select (extract(epoch from now()) * 1000000)::bigint $$;
  create function pg_temp.ago(days numeric) returns bigint language sql stable
    as $$ select pg_temp.present() - (days * 86400000000)::bigint $$;
  create function pg_temp.moved(id bytea, by_us bigint) returns bytea language sql immutable as $$
    select substring(int8send(
      ('x' || lpad(encode(substring(id from 1 for 6), 'hex'), 16, '0'))::bit(64)::bigint - by_us / 1000
    ) from 3) || substring(id from 7)
  $$;`;

// Each event goes back by as much as makes a day of the time in which all of them came, with all that became of it.
const events = `
  create temp table moves as
    select e.id, (30 * 3600000000.0 * power((pg_temp.present() - e.created_at)::float8
      / (select pg_temp.present() - min(created_at) from events), 1.6))::bigint as by_us
    from events e
    where not exists (select from due_deliveries d where d.event_id = e.id and d.leased_until is not null)
      and not exists (select from deliveries d where d.event_id = e.id and d.kind = 'replay');
  update attempts a set id = pg_temp.moved(a.id, m.by_us), started_at = a.started_at - m.by_us,
      delivery_id = pg_temp.moved(a.delivery_id, m.by_us)
    from deliveries d join moves m on m.id = d.event_id where d.id = a.delivery_id;
  update due_deliveries d set delivery_id = pg_temp.moved(d.delivery_id, m.by_us), event_id = pg_temp.moved(d.event_id, m.by_us)
    from moves m where m.id = d.event_id;
  update deadline_timers t set event_id = pg_temp.moved(t.event_id, m.by_us), armed_at = t.armed_at - m.by_us
    from moves m where m.id = t.event_id;
  update deliveries d set id = pg_temp.moved(d.id, m.by_us), event_id = pg_temp.moved(d.event_id, m.by_us),
      created_at = d.created_at - m.by_us, finished_at = d.finished_at - m.by_us
    from moves m where m.id = d.event_id;
  update events e set id = pg_temp.moved(e.id, m.by_us), created_at = e.created_at - m.by_us,
      occurred_at = e.occurred_at - m.by_us
    from moves m where m.id = e.id;`;

const addresses = `
  update hooks set url = replace(url, asked.origin, asked.shown) from asked;
  update attempts set request_url = replace(request_url, asked.origin, asked.shown),
      request_headers = replace(request_headers, split_part(asked.origin, '//', 2), split_part(asked.shown, '//', 2))
    from asked;`;

const hooks = `
  update hooks h set created_at = pg_temp.ago(40 + n.number * 9.3), updated_at = pg_temp.ago(n.number * 2.4),
      last_success_at = (select max(finished_at) from deliveries d where d.hook_id = h.id and d.state = 'delivered')
    from (select id, row_number() over (order by id desc) as number from hooks) n where n.id = h.id;
  update hooks set inactive_since = pg_temp.ago(0.3), missing_since = pg_temp.ago(0.32) where state = 'inactive';
  update hooks set failing_since = pg_temp.ago(0.1) where consecutive_failures > 0;
  update apps set created_at = pg_temp.ago(90);
  update event_types set created_at = pg_temp.ago(60);
  update deadlines set created_at = pg_temp.ago(33);`;

const people = `
  update members m set created_at = pg_temp.ago(10 + n.number * 31)
    from (select id, row_number() over (order by id desc) as number from members) n where n.id = m.id;
  update tokens set created_at = pg_temp.ago(75), last_used_at = case name when 'CI' then null else pg_temp.ago(0.002) end;
  update invitations set created_at = pg_temp.ago(2), sent_at = pg_temp.ago(2);
  update audit_entries a set id = pg_temp.moved(a.id, n.by_us), created_at = a.created_at - n.by_us,
      address = case when a.address is null then null else '203.0.113.24' end
    from (select id, (power(row_number() over (order by id desc), 1.7) * 700000000)::bigint as by_us from audit_entries) n
    where n.id = a.id;`;

/** A week by the hour and two days by the minute, busier by day than by night, with an outage of the warehouse. */
function stats(): string {
  const rows = figures.map(([name, ...rest]) => `(${quoted(name)}, ${rest.join(', ')})`).join(', ');
  const classes = Array.from({ length: 12 }, (_, index) => index);
  const took = classes.map(
    (index) =>
      `floor(attempts * exp(-0.9 * abs(${index} - class)) / 2.4 * (0.8 + 0.4 * random()) + random() * 0.6)`,
  );
  return `
  delete from delivery_stats;
  select setseed(0.42);
  insert into delivery_stats
    select tenant_id, grain_s, begins_at, id, 'order', floor(attempts * (1 - share) + random()),
      floor(attempts * share * 0.4 + random()), 0, 0, floor(attempts * share + random()),
      (array[5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 15000])[least(class + 3, 12)] * (0.6 + 0.4 * random()),
      ${took.join(',\n      ')}
    from (
      select h.tenant_id, h.id, s.grain_s, s.begins_at, f.class,
        f.per_hour * s.grain_s / 3600.0 * (0.85 + 0.3 * random())
          * (0.35 + 0.65 * power(sin(pi() * (((s.begins_at / 3600000000) % 24) + 1) / 25), 2)) as attempts,
        case when f.name like 'Warehouse%' and s.begins_at between pg_temp.ago(0.42) and pg_temp.ago(0.3)
          then 0.78 else f.share end as share
      from (values ${rows}) as f (name, per_hour, share, class)
      join hooks h on h.name = f.name
      cross join (
        select 3600 as grain_s, (pg_temp.present() / 3600000000 - g) * 3600000000 as begins_at from generate_series(0, 168) g
        union all
        select 60, (pg_temp.present() / 60000000 - g) * 60000000 from generate_series(0, 2879) g
      ) s
    ) spans;`;
}

// What the operator sees of the other tenants: hooks like those of the first, in states of their own, and figures.
const tenants = `
  update tenants set created_at = pg_temp.ago(200);
  create temp table others as
    select id, row_number() over (order by id) as number from tenants where name not in ('Acme', 'New customer');
  insert into hooks (id, tenant_id, owner_id, name, url, method, format, preset, policy, headers, standard_headers,
      max_in_flight, state, state_reason, consecutive_failures, last_success_at, failing_since, created_at, updated_at,
      inactive_since, missing_since)
    select decode(md5(h.id::text || o.id::text), 'hex'), o.id, h.owner_id, h.name, h.url, h.method, h.format, h.preset,
      h.policy, h.headers, h.standard_headers, h.max_in_flight, h.state, h.state_reason,
      h.consecutive_failures, h.last_success_at, h.failing_since, h.created_at, h.updated_at, h.inactive_since, h.missing_since
    from hooks h join others o on o.number <= 4 and (o.number * 7 + ascii(h.name)) % 3 > 0;
  insert into delivery_stats
    select o.id, s.grain_s, s.begins_at, s.hook_id, s.resource, s.delivered * o.number, s.failed * o.number, 0, 0,
      s.failed_attempts, s.longest_ms, s.took_5, s.took_10, s.took_25, s.took_50, s.took_100, s.took_250, s.took_500,
      s.took_1000, s.took_2500, s.took_5000, s.took_10000, s.took_longer
    from delivery_stats s join others o on o.number <= 4
    where s.begins_at > pg_temp.ago(0.05);`;
