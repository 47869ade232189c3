/** How often what is in view is asked for again. */
import type { InfiniteData } from '@tanstack/react-query';

/** How often what is in view is looked at again, where nothing tells when it will change. */
export const LOOK_AGAIN_MS = 10_000;

/** The same while the stream of changes tells: for what it may have missed. */
const SELDOM_MS = 60_000;

let isLive = false;

/** Says whether the stream of changes is open. */
export function setLive(now: boolean): void {
  isLive = now;
}

/** When to look again at what the stream of changes tells of. */
export function lookAgain(): number {
  return isLive ? SELDOM_MS : LOOK_AGAIN_MS;
}

/** Only the first page moves by itself: a reader further down is not to lose the place. */
export function whileOnFirstPage(query: {
  state: { data?: InfiniteData<unknown> | undefined };
}): number | false {
  return (query.state.data?.pages.length ?? 0) > 1 ? false : lookAgain();
}
