import { expect, test } from 'vitest';

import { ApiProblem } from '~/api/problem';
import { eventOf, readStream, type StreamEvent } from '~/api/stream';
import { json, networkAnswers } from '~/testing/answers';

const heard = async (from: string | null) => {
  const events: StreamEvent[] = [];
  await readStream(from, (event) => events.push(event), new AbortController().signal);
  return events;
};

test('events are read whole, however the network cuts them', async () => {
  const pieces = [
    'event: ready\nid: 1.2.3\ndata: \n\n:\n',
    '\nevent: change\nid: 2.2.3\nda',
    'ta: events hooks\n\n',
  ];
  const body = () =>
    new ReadableStream({
      start(to) {
        for (const piece of pieces) to.enqueue(new TextEncoder().encode(piece));
        to.close();
      },
    });
  const { requests } = networkAnswers(() => new Response(body()));
  expect(await heard('0.2.3')).toEqual([
    { kind: 'ready', id: '1.2.3', data: '' },
    { kind: 'change', id: '2.2.3', data: 'events hooks' },
  ]);
  expect(requests[0]?.headers.get('Last-Event-ID')).toBe('0.2.3');
});

test('a refusal is a problem', async () => {
  networkAnswers(json(429, { title: 'Too many requests' }));
  await expect(heard(null)).rejects.toEqual(new ApiProblem(429, { title: 'Too many requests' }));
});

test('a heartbeat is no event', () => {
  expect(eventOf(':')).toBeNull();
});
