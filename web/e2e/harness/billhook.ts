/**
 * The real binary, started on a folder (and, on Postgres, a database) of its own and a free port, with the link that it
 * prints at its first start.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { startFront, type Front } from './front';
import { createDatabase, type Database } from './postgres';

/** The longest that a start may take, in milliseconds. */
const START_MS = 20_000;

/** Which database the installation keeps everything in. */
export type DatabaseKind = 'sqlite' | 'postgres';

export interface Billhook {
  /** Where the console and the API are. */
  url: string;
  /** The one-time link to the set-up page. */
  setupLink: string;
  /** Its data folder, with the mails that it wrote. */
  folder: string;
  /** Where it keeps everything; null on SQLite, which is a file in its folder. */
  database: Database | null;
  /** Runs another command of the binary on the same data, and gives what it printed. */
  command: (...args: string[]) => Promise<string>;
  stop: () => Promise<void>;
}

/** Starts `billhook serve`; only addresses of this machine may be called by it. */
export async function startBillhook(kind: DatabaseKind): Promise<Billhook> {
  const database = kind === 'postgres' ? await createDatabase() : null;
  const folder = await mkdtemp(join(tmpdir(), 'billhook-e2e-'));
  const env = environment(folder, database);
  const listen = `127.0.0.1:${await freePort()}`;
  const process_ = spawn(binary(), ['serve', '--listen', listen, '--allow-network', '127.0.0.0/8'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const command = async (...args: string[]) =>
    (await promisify(execFile)(binary(), args, { cwd: folder, env })).stdout;
  let front: Front | null = null;
  const stop = async () => {
    await front?.stop();
    if (process_.exitCode === null && process_.signalCode === null) {
      process_.kill('SIGTERM');
      await once(process_, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
    await database?.drop();
  };
  try {
    const link = await setupLink(process_);
    const pages = process.env.BILLHOOK_PAGES;
    if (pages !== undefined) front = await startFront(pages, `http://${listen}`);
    const url = front?.url ?? `http://${listen}`;
    return {
      url,
      setupLink: new URL(new URL(link).pathname + new URL(link).search, url).href,
      folder,
      database,
      command,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The link, from what the process prints; fails with the process's own words when it does not come to that. */
async function setupLink(process_: ChildProcess): Promise<string> {
  const { stdout, stderr } = process_;
  if (stdout === null || stderr === null) throw new Error('billhook was started without pipes');
  const errors: string[] = [];
  stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const failure = (what: string) => new Error(`billhook ${what}\n${errors.join('')}`);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(failure(`printed no set-up link within ${START_MS} ms`));
    }, START_MS);
    process_.once('error', reject);
    process_.once('exit', (code) => {
      clearTimeout(timer);
      reject(failure(`ended at its start with ${code}`));
    });
    // Read to the end, so that the process is never held up by a full pipe.
    createInterface(stdout).on('line', (line) => {
      const [link] = /https?:\/\/\S+\/setup\?token=\S+/.exec(line) ?? [];
      if (link === undefined) return;
      clearTimeout(timer);
      resolve(link);
    });
  });
}

/** The caller's environment without settings of Billhook but for ours: a journey sees nothing else. */
function environment(folder: string, database: Database | null): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('BILLHOOK_'));
  return {
    ...Object.fromEntries(others),
    BILLHOOK_DATA_DIR: folder,
    ...(database !== null && { BILLHOOK_DATABASE__URL: database.url }),
  };
}

/** `BILLHOOK_BIN`, or the debug build of this checkout. */
function binary(): string {
  const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../../../target', import.meta.url));
  const path = process.env.BILLHOOK_BIN ?? join(target, 'debug', 'billhook');
  if (!existsSync(path))
    throw new Error(`There is no ${path}: run \`cargo build -p billhook\`, or set BILLHOOK_BIN.`);
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
