/**
 * Keeps the focus where a browser would drop it, so that who uses the keyboard does not begin at the top of the page again:
 *
 * - A button that was disabled while it worked has it again afterwards.
 * - What is gone together with its dialog or menu gives it back to what opened that, and if that is gone, too, as the row
 *   is that was deleted, to what follows.
 */
export function keepFocus(): () => void {
  let last: Place | null = null;
  /** From where the focus came into a dialog or a menu. */
  const openers = new WeakMap<Element, Place>();
  const hasOpened = new WeakSet<Element>();

  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    const place = placeOf(target);
    if (place.layer !== null && last !== null && !place.layer.contains(last.element)) {
      if (!openers.has(place.layer)) openers.set(place.layer, last);
      hasOpened.add(last.element);
    }
    last = place;
  };
  const giveBack = () => {
    // Whoever went elsewhere meanwhile stays there.
    if (last === null || last.element.isConnected || document.activeElement !== document.body) return;
    // A row that is scrolled away is gone, too, but nobody asked for another.
    if (last.layer === null && !hasOpened.has(last.element)) return;
    heirOf(last, openers)?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver((changes) => {
    for (const { type, target } of changes) {
      if (type !== 'attributes' || !(target instanceof HTMLButtonElement)) continue;
      if (target !== last?.element || target.disabled) continue;
      if (document.activeElement === document.body) target.focus({ preventScroll: true });
    }
    giveBack();
  });
  document.addEventListener('focusin', onFocus);
  observer.observe(document.body, { attributeFilter: ['disabled'], childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', onFocus);
    observer.disconnect();
  };
}

/** Where something stood when it had the focus. */
interface Place {
  element: HTMLElement;
  /** The dialog or menu that it is in. */
  layer: Element | null;
  /** What it is in, from the inside out, and which child (from 0) leads to it. */
  path: { parent: Element; index: number }[];
}

function placeOf(element: HTMLElement): Place {
  const path: Place['path'] = [];
  for (let child: Element = element; child.parentElement !== null; child = child.parentElement) {
    path.push({ parent: child.parentElement, index: [...child.parentElement.children].indexOf(child) });
  }
  return { element, layer: element.closest('[role="dialog"], [role="menu"]'), path };
}

/** What has the focus in place of what is gone. */
function heirOf(gone: Place, openers: WeakMap<Element, Place>): HTMLElement | null {
  let place: Place | undefined = gone;
  while (place?.layer != null && !place.element.isConnected && !place.layer.isConnected) {
    place = openers.get(place.layer);
  }
  if (place === undefined) return null;
  return place.element.isConnected ? place.element : followerOf(place);
}

const FOCUSABLE = [
  'a[href]',
  'button',
  'input:not([type="hidden"])',
  'select',
  'textarea',
  'summary',
  '[tabindex]',
]
  .map((what) => `${what}:not([disabled], [tabindex="-1"])`)
  .join(', ');

/** The next that can have the focus, or else the one before, as near to the place as there is one. */
function followerOf({ path }: Place): HTMLElement | null {
  for (const { parent, index } of path) {
    if (!parent.isConnected) continue;
    const children = [...parent.children];
    const following = children.slice(index).flatMap(focusableIn)[0];
    const found = following ?? children.slice(0, index).flatMap(focusableIn).at(-1);
    if (found !== undefined) return found;
    // The content of the page itself: beyond it is the navigation.
    if (parent instanceof HTMLElement && parent.tagName === 'MAIN') return parent;
  }
  return null;
}

function focusableIn(element: Element): HTMLElement[] {
  const own = element.matches(FOCUSABLE) ? [element] : [];
  return [...own, ...element.querySelectorAll(FOCUSABLE)].filter((one) => one instanceof HTMLElement);
}
