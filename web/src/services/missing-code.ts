/** Code of the console that cannot be loaded: there is a newer version, whose files are called otherwise, or no network. */

const MARK = 'Missing code: ';

/** Which code the page was loaded anew for, so that one that stays missing does not do it again and again. */
const KEY = 'billhook-missing-code';

/** Marks such errors. Unmarked, the router loads the page anew, and without a network that leaves none at all. */
export function watchForMissingCode(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    if (!isMissingCode(payload)) payload.message = MARK + payload.message;
  });
}

export function isMissingCode(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith(MARK);
}

/** `reloading` does not come back; `unreachable` has no server to ask; `still-missing` was not mended by a reload. */
export type WayOn = 'reloading' | 'unreachable' | 'still-missing';

/** Loads the page anew, but only where the server has one to give. `isAsked` for: once more, too. */
export async function reloadFor(error: Error, isAsked: boolean): Promise<WayOn> {
  if (!(await isServed())) return 'unreachable';
  if (!isAsked && sessionStorage.getItem(KEY) === error.message) return 'still-missing';
  sessionStorage.setItem(KEY, error.message);
  location.reload();
  return 'reloading';
}

async function isServed(): Promise<boolean> {
  try {
    return (await fetch('/', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
