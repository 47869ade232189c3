/**
 * Leaves out what is far from the window, and keeps its room: a thousand rows are dear to make, to lay out and to move, and thirty
 * are seen. What is left out is not found by the browser's own search in the page; the lists' filters are.
 */
import { useCallback, useRef, useState } from 'react';

/** How far from the window something is still drawn: a fast reader shall not see it appear. */
const NEAR = '1500px 0px';

/** How high things were when they were last seen, so that whoever comes back finds the place again. */
const heights = new Map<string, number>();
/** Enough for 25,000 rows. */
const REMEMBERED = 500;

export interface StretchState {
  /** For the element that is drawn or left out. */
  ref: (element: HTMLElement | null) => void;
  /** The height to keep, in pixels; null while it is drawn. */
  room: number | null;
}

export interface StretchOptions {
  /** False for what is never left out. */
  isWatched: boolean;
  /** True for what is drawn at first in any case; other things are, unless their height is known. */
  isDrawn: boolean;
}

/** `name` tells what is in it, for its height. */
export function useStretch(name: string, { isWatched, isDrawn }: StretchOptions): StretchState {
  const [room, setRoom] = useState(() => (isDrawn ? null : (heights.get(name) ?? null)));
  const observer = useRef<IntersectionObserver | null>(null);
  const ref = useCallback(
    (element: HTMLElement | null) => {
      observer.current?.disconnect();
      if (element === null || !isWatched) return;
      observer.current = new IntersectionObserver(
        (entries) => {
          const last = entries.at(-1);
          if (last === undefined) return;
          if (last.isIntersecting) setRoom(null);
          // The focus is not taken from anybody.
          else if (!element.contains(document.activeElement)) setRoom(last.boundingClientRect.height);
          remember(name, last.boundingClientRect.height);
        },
        // The document, as in another's frame the window's margin does not count.
        { root: document, rootMargin: NEAR },
      );
      observer.current.observe(element);
    },
    [name, isWatched],
  );
  return { ref, room: isWatched ? room : null };
}

function remember(name: string, height: number): void {
  heights.delete(name);
  heights.set(name, height);
  if (heights.size > REMEMBERED) heights.delete(heights.keys().next().value ?? '');
}
