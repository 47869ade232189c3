import { act, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';

import { forgetMissed, keepMissed, useMissed } from '~/services/missed';

const [since, until] = ['2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z'];
const missed = { count: 21, filter: { hook: 'hk_1', missed_since: since, until }, since, until };

afterEach(forgetMissed);

async function afterReload(hookId: string) {
  vi.resetModules();
  const again = await import('~/services/missed');
  return renderHook(() => again.useMissed(hookId)).result.current;
}

test('what a hook missed outlasts a reload, until it is dealt with', async () => {
  const { result } = renderHook(() => useMissed('hk_1'));
  expect(result.current).toBeNull();
  act(() => {
    keepMissed('hk_1', missed);
  });
  expect(result.current).toEqual(missed);
  expect(await afterReload('hk_1')).toEqual(missed);
  expect(await afterReload('hk_2')).toBeNull();
  act(() => {
    keepMissed('hk_1', null);
  });
  expect(result.current).toBeNull();
  expect(await afterReload('hk_1')).toBeNull();
});

test('a sign-out leaves nothing of it, and nothing else is touched', async () => {
  localStorage.setItem('billhook-color-scheme', 'dark');
  keepMissed('hk_1', missed);
  forgetMissed();
  expect(await afterReload('hk_1')).toBeNull();
  expect(localStorage.getItem('billhook-color-scheme')).toBe('dark');
});

test('what is kept and cannot be read is nothing', async () => {
  localStorage.setItem('billhook-missed:hk_1', '{"count":');
  expect(await afterReload('hk_1')).toBeNull();
});
