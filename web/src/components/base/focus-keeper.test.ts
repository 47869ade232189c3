import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { keepFocus } from '~/components/base/focus-keeper';

let stop: () => void;
beforeEach(() => {
  stop = keepFocus();
  document.body.innerHTML = '<button id="test">Test</button><button id="edit">Edit</button>';
});
afterEach(() => {
  stop();
  document.body.innerHTML = '';
});

function button(id: string): HTMLButtonElement {
  return document.querySelector<HTMLButtonElement>(`#${id}`) ?? new HTMLButtonElement();
}

/** As a browser does it: what is disabled loses the focus. */
async function works(one: HTMLButtonElement, meanwhile: () => void = () => undefined) {
  one.disabled = true;
  one.blur();
  meanwhile();
  await Promise.resolve();
  one.disabled = false;
}

test('a button that worked for a while has the focus again', async () => {
  button('test').focus();
  await works(button('test'));
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(button('test'));
  });
});

test('who went elsewhere meanwhile stays there', async () => {
  button('test').focus();
  await works(button('test'), () => {
    button('edit').focus();
  });
  await new Promise(requestAnimationFrame);
  expect(document.activeElement).toBe(button('edit'));
});
