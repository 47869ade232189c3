/**
 * Gives the focus back to a button that was disabled while it worked. A browser takes it away then, and who uses the
 * keyboard would begin at the top of the page again, or behind the dialog.
 */
export function keepFocus(): () => void {
  let last: EventTarget | null = null;
  const onFocus = ({ target }: FocusEvent) => {
    last = target;
  };
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLButtonElement) || target !== last || target.disabled) continue;
      // Whoever went elsewhere meanwhile stays there.
      if (document.activeElement === document.body) target.focus({ preventScroll: true });
    }
  });
  document.addEventListener('focusin', onFocus);
  observer.observe(document.body, { attributeFilter: ['disabled'], subtree: true });
  return () => {
    document.removeEventListener('focusin', onFocus);
    observer.disconnect();
  };
}
