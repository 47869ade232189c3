/** The names of hooks, by id: lists of deliveries carry ids alone. */
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';

import { hookNamesQuery, hooksQuery } from '~/services/hooks';
import { rowsOf } from '~/services/paging';

/** How many names are asked for at once. */
const AT_ONCE = 100;
const NONE: string[] = [];

/** The names of the newest hooks, and of those that are named here, once they are known. */
export function useHookNames(ids = NONE): ReadonlyMap<string, string> {
  const { data } = useInfiniteQuery(hooksQuery());
  const newest = useMemo(() => new Map(rowsOf(data)?.map(({ id, name }) => [id, name])), [data]);
  // Until the newest are there, nothing is known to be missing.
  const missing = data === undefined ? NONE : [...new Set(ids)].filter((id) => !newest.has(id));
  const others = useQueries({ queries: partsOf(missing).map(hookNamesQuery), combine: together });
  return useMemo(() => new Map([...newest, ...others]), [newest, others]);
}

function partsOf(ids: string[]): string[][] {
  const starts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, index) => index * AT_ONCE);
  return starts.map((start) => ids.slice(start, start + AT_ONCE));
}

function together(answers: { data?: { id: string; name: string }[] | undefined }[]): [string, string][] {
  return answers.flatMap(({ data = [] }) => data.map(({ id, name }): [string, string] => [id, name]));
}
