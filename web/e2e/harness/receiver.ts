/** A receiver that answers as it is told and remembers every request. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

/** What is answered: a status, or nothing at all until the sender gives up. */
export type Reply = number | 'nothing';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What the next requests get, in order; the last one is given from then on. */
  replies: (...replies: Reply[]) => void;
  stop: () => Promise<void>;
}

/** Starts one that answers 200. */
export async function startReceiver(): Promise<Receiver> {
  let script: Reply[] = [200];
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, path: url, headers, body: Buffer.concat(chunks).toString() });
      reply(response, (script.length > 1 ? script.shift() : script[0]) ?? 200);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return {
    url: `http://127.0.0.1:${address.port}/in`,
    received,
    replies: (...replies) => {
      script = replies;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function reply(response: ServerResponse, told: Reply): void {
  if (told === 'nothing') return;
  response.writeHead(told, { 'content-type': 'application/json' });
  response.end(told === 204 ? undefined : JSON.stringify({ status: told }));
}
