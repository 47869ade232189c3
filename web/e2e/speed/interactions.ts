/** How long a page takes to answer a press, as the browser itself measures it. */
import type { Page } from '@playwright/test';

export interface Measured {
  what: string;
  /** From the press to the next picture, in milliseconds. */
  answersMs: number;
  /** From the press until what was asked for is there, the server's part included. */
  showsMs: number;
}

declare global {
  interface Window {
    longestMs: number;
  }
}

/** Has the browser note every press and key (Event Timing: from the input to the picture after it). */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.longestMs = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longestMs = Math.max(window.longestMs, duration);
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
}

/** Does something, waits until what it asks for is there, and measures both. */
export async function measure(
  page: Page,
  what: string,
  act: () => Promise<void>,
  isThere: () => Promise<void>,
): Promise<Measured> {
  await page.evaluate(() => (window.longestMs = 0));
  const began = performance.now();
  await act();
  await isThere();
  const showsMs = performance.now() - began;
  // The entry of an input comes with the picture after it.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
  return { what, answersMs: await page.evaluate(() => window.longestMs), showsMs: Math.round(showsMs) };
}

/** One line for each thing that was done. */
export interface Summary {
  what: string;
  tries: number;
  /** From the press to the next picture, in milliseconds. */
  median: number;
  worst: number;
  /** From the press until what was asked for is there. */
  showsMedian: number;
  showsWorst: number;
}

export function summary(figures: Measured[]): Summary[] {
  return [...new Set(figures.map(({ what }) => what))].map((what) => {
    const tries = figures.filter((figure) => figure.what === what);
    const [median, worst] = middleAndLast(tries.map(({ answersMs }) => answersMs));
    const [showsMedian, showsWorst] = middleAndLast(tries.map(({ showsMs }) => showsMs));
    return { what, tries: tries.length, median, worst, showsMedian, showsWorst };
  });
}

function middleAndLast(values: number[]): [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
}
