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

/** As a browser does it: what is removed leaves the focus to nobody. */
function removed(selector: string) {
  const element = document.querySelector<HTMLElement>(selector);
  (document.activeElement as HTMLElement | null)?.blur();
  element?.remove();
}

function opened(role: 'dialog' | 'menu', id: string) {
  document.body.insertAdjacentHTML(
    'beforeend',
    `<div role="${role}"><button id="${id}">${id}</button></div>`,
  );
  button(id).focus();
}

async function expectFocusOn(id: string) {
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(button(id));
  });
}

test('what opened a dialog has the focus again', async () => {
  button('edit').focus();
  opened('dialog', 'cancel');
  removed('[role="dialog"]');
  await expectFocusOn('edit');
});

test('a dialog that a menu opened gives it back to the button of the menu', async () => {
  button('edit').focus();
  opened('menu', 'delete');
  opened('dialog', 'cancel');
  removed('[role="menu"]');
  removed('[role="dialog"]');
  await expectFocusOn('edit');
});

test('where what opened it is gone, too, it goes on to what follows', async () => {
  document.body.innerHTML = `<main><table><tbody>
    <tr><td><button id="first">1</button></td></tr>
    <tr><td><button id="second">2</button></td></tr>
    <tr><td><button id="third">3</button></td></tr>
  </tbody></table></main>`;
  button('second').focus();
  opened('dialog', 'confirm');
  removed('[role="dialog"]');
  await expectFocusOn('second');
  removed('tr:nth-child(2)');
  await expectFocusOn('third');
  opened('dialog', 'confirm');
  document.querySelector('tr:nth-child(2)')?.remove();
  removed('[role="dialog"]');
  await expectFocusOn('first');
});

test('what is put in the place of a dialog’s form has the focus', async () => {
  opened('dialog', 'create');
  button('create').insertAdjacentHTML('afterend', '<button id="done">Done</button>');
  removed('#create');
  await expectFocusOn('done');
});

test('what merely goes away leaves the focus to nobody', async () => {
  button('test').focus();
  removed('#test');
  await new Promise(requestAnimationFrame);
  expect(document.activeElement).toBe(document.body);
});
