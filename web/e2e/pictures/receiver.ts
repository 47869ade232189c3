/** The receivers of the pictured installation: one server, which behaves by the path that is called. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

export interface Receivers {
  /** Where they are, without a path. */
  origin: string;
  stop: () => Promise<void>;
}

interface Manner {
  status: number;
  afterMs: number;
  body: string;
}

const TAKEN: Manner = { status: 200, afterMs: 12, body: '{"received": true, "queue": "default"}' };

/** How each path answers; every other one takes what comes at once. */
const manners: Record<string, (number: number) => Manner> = {
  // Every third request finds the database of the warehouse asleep; most of those are taken later.
  '/stock/changes': (number) =>
    number % 3 === 0
      ? { status: 503, afterMs: 240, body: '{"error": "no connection to stock-db-2", "retry": true}' }
      : { ...TAKEN, afterMs: 85 },
  '/v3/webhooks/crm': () => ({ ...TAKEN, status: 202, afterMs: 640 }),
  '/old-shop': () => ({ status: 410, afterMs: 5, body: '<h1>410 Gone</h1><p>This shop has moved.</p>' }),
  '/export': (number) =>
    number % 2 === 0
      ? { status: 500, afterMs: 30, body: 'Internal Server Error\n  at Export.run (export.js:41)' }
      : TAKEN,
};

export async function startReceivers(): Promise<Receivers> {
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const number = (counts.get(path) ?? 0) + 1;
    counts.set(path, number);
    request.resume().on('end', () => {
      answer(response, manners[path]?.(number) ?? TAKEN);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, { status, afterMs, body }: Manner): void {
  const type = body.startsWith('{') ? 'application/json' : 'text/html; charset=utf-8';
  setTimeout(() => {
    response.writeHead(status, { 'content-type': type, 'x-request-id': 'req_7Hq2ZsK1' }).end(body);
  }, afterMs);
}
