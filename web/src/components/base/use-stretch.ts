/**
 * Leaves out what is far from the window, and keeps its room: a thousand rows are dear to make, to lay out and to move, and thirty
 * are seen. What is below the window comes with the picture after the first, so that a press is answered by what is seen. What is
 * left out is not found by the browser's own search in the page; the lists' filters find it.
 */
import { useCallback, useRef, useState } from 'react';

/** How far from the window something is still drawn: a fast reader shall not see it appear. */
const NEAR = '1500px 0px';
/** How high a row is where none was seen yet, in pixels. */
const ROW = 44;
/** Of every page that comes, so many rows are drawn with it. */
const AT_ONCE = 20;
const PAGE = 50;

/** How high stretches were when they were last seen, so that whoever comes back finds the place again. */
const heights = new Map<string, number>();
const REMEMBERED = 1_000;

export interface StretchOptions {
  /** False where everything stays drawn once it is. */
  isLong: boolean;
  /** How many rows come before. */
  first: number;
  /** How many rows it holds. */
  count: number;
}

export interface StretchState {
  /** For the element that is drawn or left out. */
  ref: (element: HTMLElement | null) => void;
  /** The height to keep, in pixels; null while it is drawn. */
  room: number | null;
}

/** `name` tells what is in it, for its height. */
export function useStretch(name: string, { isLong, first, count }: StretchOptions): StretchState {
  const [room, setRoom] = useState(() => firstRoom(name, first, count));
  const observer = useRef<IntersectionObserver | null>(null);
  const ref = useCallback(
    (element: HTMLElement | null) => {
      observer.current?.disconnect();
      if (element === null) return;
      observer.current = new IntersectionObserver(
        (entries) => {
          const last = entries.at(-1);
          if (last === undefined) return;
          const { height } = last.boundingClientRect;
          remember(name, height);
          if (last.isIntersecting || !isLong) setRoom(null);
          // The focus is not taken from anybody.
          else if (!element.contains(document.activeElement)) setRoom(height);
        },
        // The document, as in another's frame the window's margin does not count.
        { root: document, rootMargin: NEAR },
      );
      observer.current.observe(element);
    },
    [name, isLong],
  );
  return { ref, room };
}

/** The first window is drawn at once; further down what is known to be elsewhere waits until it is near. */
function firstRoom(name: string, first: number, count: number): number | null {
  if (first * ROW < window.innerHeight) return null;
  const known = heights.get(name);
  if (known !== undefined) return known;
  return first % PAGE < AT_ONCE ? null : count * ROW;
}

function remember(name: string, height: number): void {
  heights.delete(name);
  heights.set(name, height);
  if (heights.size > REMEMBERED) heights.delete(heights.keys().next().value ?? '');
}
