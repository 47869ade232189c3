/** A database of its own on the cluster that `scripts/with-postgres` started, reached by that cluster's own psql. */
import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const withPostgres = fileURLToPath(new URL('../../../scripts/with-postgres', import.meta.url));

export interface Database {
  url: string;
  /** Runs statements; fails with the database's own words at the first that it refuses. */
  run: (statements: string) => Promise<void>;
  drop: () => Promise<void>;
}

export async function createDatabase(): Promise<Database> {
  const cluster = process.env.BILLHOOK_TEST_POSTGRES;
  if (cluster === undefined) throw new Error('There is no Postgres: run this by scripts/with-postgres.');
  const name = `e2e_${randomUUID().replaceAll('-', '')}`;
  const own = new URL(cluster);
  own.pathname = `/${name}`;
  await psql(cluster, `create database ${name}`);
  return {
    url: own.href,
    run: (statements) => psql(own.href, statements),
    drop: () => psql(cluster, `drop database ${name} with (force)`),
  };
}

async function psql(url: string, statements: string): Promise<void> {
  await run(program(), ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', `--command=${statements}`, url]);
}

/** Beside the server's programs, where Debian keeps it, or on the PATH. */
function program(): string {
  const folder = execFileSync(withPostgres, ['--find'], { encoding: 'utf8' }).trim();
  const beside = join(folder, 'psql');
  return existsSync(beside) ? beside : 'psql';
}
