/** Keyset pages: how every list asks for its next one. */
import type { InfiniteData } from '@tanstack/react-query';

import type { Page } from '~/api/shapes';

/** The part of a query that names a page; empty for the first. */
export interface PageParam {
  cursor?: string;
}

/** What to ask for after this page; undefined at the end. */
export function nextCursor(page: Pick<Page<unknown>, 'next_cursor'>): PageParam | undefined {
  return page.next_cursor == null ? undefined : { cursor: page.next_cursor };
}

/** Whoever comes back to a list that was made longer finds it as it was, not after every page of it has come again. */
export function isShort(query: { state: { data?: InfiniteData<unknown> | undefined } }): boolean {
  return (query.state.data?.pages.length ?? 0) <= 1;
}

/** The rows of each answer, so that the same answer gives the same list. */
const flattened = new WeakMap<object, unknown[]>();

/** Everything fetched so far, in order. */
export function rowsOf<T>(data: InfiniteData<Page<T>> | undefined): T[] | undefined {
  if (data === undefined) return undefined;
  const rows = (flattened.get(data) as T[] | undefined) ?? data.pages.flatMap((page) => page.data);
  flattened.set(data, rows);
  return rows;
}

/** How many pages are walked for what is suggested: as many things as a tenant may have unless the operator gives more. */
const WALKED = 50;

/** All rows of a list that is short enough, for choosing among them by what is typed; of a longer one the first. */
export async function everyRow<T>(
  pageOf: (param: PageParam & { limit: number }) => Promise<Page<T>>,
): Promise<T[]> {
  const rows: T[] = [];
  let param: PageParam | undefined = {};
  for (let walked = 0; walked < WALKED && param !== undefined; walked += 1) {
    const page: Page<T> = await pageOf({ limit: 200, ...param });
    rows.push(...page.data);
    param = nextCursor(page);
  }
  return rows;
}
