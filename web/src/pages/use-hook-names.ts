/** The names of the hooks that are listed so far, by id: lists of deliveries carry ids alone. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { hooksQuery } from '~/services/hooks';
import { rowsOf } from '~/services/paging';

export function useHookNames(): ReadonlyMap<string, string> {
  const { data } = useInfiniteQuery(hooksQuery);
  return useMemo(() => new Map(rowsOf(data)?.map(({ id, name }) => [id, name])), [data]);
}
