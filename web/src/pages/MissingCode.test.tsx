import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';

import { MissingCode } from '~/pages/MissingCode';
import { isMissingCode, watchForMissingCode } from '~/services/missing-code';
import { show } from '~/testing/render';

afterEach(() => {
  sessionStorage.clear();
});

function reloads() {
  return vi.spyOn(location, 'reload').mockImplementation(() => undefined);
}

test('without a network the page stays, and is loaded anew once somebody asks and there is one', async () => {
  const reload = reloads();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const { user } = await show(<MissingCode error={new Error('a.js')} />);
  expect(await screen.findByText(/does not answer/)).toBeVisible();
  expect(reload).not.toHaveBeenCalled();
  vi.stubGlobal('fetch', () => Promise.resolve(new Response()));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => {
    expect(reload).toHaveBeenCalledTimes(1);
  });
});

test('where the server answers the page is loaded anew by itself, once', async () => {
  const reload = reloads();
  vi.stubGlobal('fetch', () => Promise.resolve(new Response()));
  const error = new Error('b.js');
  const { unmount } = await show(<MissingCode error={error} />);
  await vi.waitFor(() => {
    expect(reload).toHaveBeenCalledTimes(1);
  });
  unmount();
  await show(<MissingCode error={error} />);
  expect(await screen.findByText(/A part of the console is missing/)).toBeVisible();
  expect(reload).toHaveBeenCalledTimes(1);
});

test('code that cannot be loaded is known by its error, and no longer as the router knows it', () => {
  watchForMissingCode();
  const payload = new Error('Failed to fetch dynamically imported module: a.js');
  window.dispatchEvent(Object.assign(new Event('vite:preloadError'), { payload }));
  expect(isMissingCode(payload)).toBe(true);
  expect(payload.message).not.toMatch(/^Failed/);
  expect(isMissingCode(new Error('Failed to fetch'))).toBe(false);
});
