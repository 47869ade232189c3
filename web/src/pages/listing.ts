/** Turns a query over pages into what a table of rows takes. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import type { Page } from '~/api/shapes';
import type { Listing } from '~/components/base/Rows';
import { rowsOf } from '~/services/paging';

export function listingOf<T>(query: UseInfiniteQueryResult<InfiniteData<Page<T>>>): Listing<T> {
  return {
    rows: rowsOf(query.data),
    isBefore: query.isPlaceholderData,
    failure: query.error === null ? null : messageOf(query.error),
    onRetry: () => void query.refetch(),
    onMore: query.hasNextPage ? () => void query.fetchNextPage() : null,
    isLoadingMore: query.isFetchingNextPage,
  };
}
