/**
 * The built console of a folder, in front of a binary that carries another one: for looking at new pages without building the
 * binary anew. Files are served as the binary serves them; everything else is passed on to it.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const MACHINES = /^\/(api|health|metrics|problems)(\/|$)/;
const FOR_EVER = 'public, max-age=31536000, immutable';
const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Front {
  url: string;
  stop: () => Promise<void>;
}

/** Starts one on a free port; `behind` is where the binary listens. */
export async function startFront(folder: string, behind: string): Promise<Front> {
  const { headers } = await fetch(behind);
  const policy = headers.get('content-security-policy') ?? '';
  const server = createServer((asked, answer) => {
    if (MACHINES.test(asked.url ?? '/')) passOn(behind, asked, answer);
    else void serve(folder, policy, asked, answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function passOn(behind: string, asked: IncomingMessage, answer: ServerResponse): void {
  const { method, headers, url = '/' } = asked;
  const passed = request(new URL(url, behind), { method, headers }, (from) => {
    answer.writeHead(from.statusCode ?? 502, from.headers);
    from.pipe(answer);
  });
  passed.on('error', () => answer.destroy());
  // A stream of changes ends with its reader.
  answer.on('close', () => passed.destroy());
  asked.pipe(passed);
}

async function serve(folder: string, policy: string, asked: IncomingMessage, answer: ServerResponse) {
  const path = normalize(new URL(asked.url ?? '/', 'http://front').pathname);
  const file = extname(path) === '' ? '/index.html' : path;
  const bytes = await readFile(join(folder, file)).catch(() => null);
  if (bytes === null) {
    answer.writeHead(404).end();
    return;
  }
  answer.writeHead(200, {
    'Content-Type': mediaTypes[extname(file)] ?? 'application/octet-stream',
    'Content-Encoding': 'gzip',
    'Content-Security-Policy': policy,
    'Cache-Control': file.startsWith('/assets/') ? FOR_EVER : 'no-cache',
  });
  answer.end(gzipSync(bytes));
}
