/** The names of hooks, by id: lists of deliveries carry ids alone. */
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';

import { hookNamesQuery, hooksQuery } from '~/services/hooks';
import { rowsOf } from '~/services/paging';

/** How many ids are looked at together: a page of a list. */
const TOGETHER = 50;
const NONE: string[] = [];

/** The names of the newest hooks, and of those that are named here, once they are known. */
export function useHookNames(ids = NONE): ReadonlyMap<string, string> {
  const { data } = useInfiniteQuery(hooksQuery());
  const newest = useMemo(() => new Map(rowsOf(data)?.map(({ id, name }) => [id, name])), [data]);
  // Until the newest are there, nothing is known to be missing.
  const missing = data === undefined ? [] : missingOf(ids, newest);
  const others = useQueries({ queries: missing.map(hookNamesQuery), combine: together });
  return useMemo(() => new Map([...newest, ...others]), [newest, others]);
}

/** What is asked for: when a list grows at its end, what was asked for before stays as it is. */
function missingOf(ids: string[], known: ReadonlyMap<string, string>): string[][] {
  const seen = new Set(known.keys());
  const starts = Array.from({ length: Math.ceil(ids.length / TOGETHER) }, (_, index) => index * TOGETHER);
  return starts
    .map((start) =>
      ids.slice(start, start + TOGETHER).filter((id) => {
        const isNew = !seen.has(id);
        seen.add(id);
        return isNew;
      }),
    )
    .filter((part) => part.length > 0);
}

function together(answers: { data?: { id: string; name: string }[] | undefined }[]): [string, string][] {
  return answers.flatMap(({ data = [] }) => data.map(({ id, name }): [string, string] => [id, name]));
}
