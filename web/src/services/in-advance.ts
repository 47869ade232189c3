/** Fetching before a page asks: a route begins it while the page's code is still on its way. */

/** Lets a fetch go on alone. Its failure is the page's to show, which asks for the same thing. */
export function inAdvance(fetching: Promise<unknown>): void {
  fetching.catch(() => undefined);
}
