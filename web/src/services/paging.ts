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

/** Everything fetched so far, in order. */
export function rowsOf<T>(data: InfiniteData<Page<T>> | undefined): T[] | undefined {
  return data?.pages.flatMap((page) => page.data);
}
