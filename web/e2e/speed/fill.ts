/** Puts a long history behind the lists, as rows: a hundred thousand of anything takes too long to come to pass. */
import type { Database } from '../harness/postgres';

/**
 * Makes so many deliveries, each with its event and an attempt, and so many hooks, out of the one of each that there is.
 * Every tenth delivery failed.
 */
export async function fill(database: Database, deliveries: number, hooks: number): Promise<void> {
  await database.run(`
    create function pg_temp.id(ms bigint, number bigint) returns bytea language sql immutable
      as $$ select substring(int8send(ms) from 3) || substring(decode(md5(ms || ' ' || number), 'hex') from 7) $$;
    create temp table first_hook as select * from hooks;
    insert into hooks (id, tenant_id, owner_id, name, url, method, format, preset, policy, headers, standard_headers,
        max_in_flight, state, created_at, updated_at)
      select pg_temp.id(h.created_at / 1000 - g, -g), tenant_id, owner_id, 'Customer ' || g, url || '/' || g, method, format,
        preset, policy, headers, standard_headers, max_in_flight, 'active', created_at, updated_at
      from first_hook h, generate_series(1, ${hooks - 1}) g;
    create temp table all_hooks as select id, row_number() over (order by id) - 1 as number from hooks;
    create temp table made as
      select g, e.created_at - g * 700000::bigint as at, pg_temp.id(e.created_at / 1000 - g * 700, g) as event_id,
        pg_temp.id(e.created_at / 1000 - g * 700, g + 1000000000) as delivery_id, h.id as hook_id, g % 10 = 0 as has_failed
      from events e, generate_series(1, ${deliveries}) g join all_hooks h on h.number = g % ${hooks}
      where e.kind = 'event';
    insert into events (id, tenant_id, kind, event_type, data, occurred_at, created_at, matched, skipped)
      select m.event_id, tenant_id, kind, event_type, data, m.at, m.at, 1, 0 from made m, events where kind = 'event';
    insert into deliveries (id, tenant_id, event_id, hook_id, kind, event_type, state, state_reason, attempts, created_at, finished_at)
      select m.delivery_id, tenant_id, m.event_id, m.hook_id, kind, event_type,
        case when m.has_failed then 'failed' else 'delivered' end,
        case when m.has_failed then 'schedule_spent' end, 1, m.at, m.at + 40000
      from made m, (select * from deliveries limit 1) d;
    insert into attempts (delivery_id, number, id, tenant_id, started_at, duration_ms, outcome, status, request_method,
        request_url, request_headers, request_body, response_headers, response_body, response_truncated, data_at)
      select m.delivery_id, 1, m.delivery_id, tenant_id, m.at, 40, outcome,
        case when m.has_failed then 500 else 200 end, request_method, request_url, request_headers, request_body, response_headers,
        response_body, response_truncated, data_at
      from made m, (select * from attempts limit 1) a;
    analyze;`);
}
