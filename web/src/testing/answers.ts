/** A stand-in for the network: answers requests in order and remembers them. */
import { vi } from 'vitest';

export interface Network {
  /** What was asked, such as "POST /api/v1/session". */
  asked: string[];
  requests: Request[];
}

/** Replaces `fetch`; the answers are given one after the other, the last one again and again. */
export function networkAnswers(...answers: (() => Response)[]): Network {
  const network: Network = { asked: [], requests: [] };
  vi.stubGlobal('fetch', (request: Request) => {
    const answer = answers[Math.min(network.asked.length, answers.length - 1)];
    network.asked.push(`${request.method} ${new URL(request.url).pathname}`);
    network.requests.push(request);
    if (answer === undefined) throw new Error('The network has no answers.');
    return Promise.resolve(answer());
  });
  return network;
}

/** A JSON answer. */
export function json(status: number, body: unknown = {}): () => Response {
  return () => Response.json(body, { status });
}

/** An answer without a body. */
export function bare(status: number): () => Response {
  return () => new Response(null, { status });
}
