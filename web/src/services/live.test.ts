import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { deliveryKeys } from '~/services/delivery-keys';
import { hookKeys } from '~/services/hooks';
import { paced, refetch } from '~/services/live';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a change is followed at once, and a rush of them together', () => {
  const pass = vi.fn();
  const news = paced(pass, 2_000);
  news(['hooks']);
  expect(pass).toHaveBeenLastCalledWith(['hooks']);
  news(['events', 'deliveries']);
  news(['deliveries']);
  expect(pass).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(2_000);
  expect(pass).toHaveBeenLastCalledWith(['events', 'deliveries']);
  vi.advanceTimersByTime(2_000);
  expect(pass).toHaveBeenCalledTimes(2);
});

test('only what is shown of the topic is asked for again, and no place in a list is lost', () => {
  const client = new QueryClient();
  const isStale = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;
  const short = deliveryKeys.list({ state: 'failed' });
  const long = deliveryKeys.list({});
  const hook = hookKeys.one('hk_1');
  client.setQueryData(short, { pages: [1], pageParams: [] });
  client.setQueryData(long, { pages: [1, 2], pageParams: [] });
  client.setQueryData(hook, {});
  refetch(client, ['deliveries']);
  expect([short, long, hook].map(isStale)).toEqual([true, false, false]);
});
