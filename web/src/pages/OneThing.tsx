/** A page about one thing: its skeleton, its failure, or the thing. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { ApiProblem, messageOf } from '~/api/problem';
import { Failure } from '~/components/base/Failure';
import { PageSkeleton } from '~/components/base/PageSkeleton';
import { NotFoundPage } from '~/pages/NotFoundPage';

export interface OneThingProps<T> {
  query: UseQueryResult<T>;
  children: (thing: T) => ReactNode;
}

export function OneThing<T>({ query, children }: OneThingProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <PageSkeleton />;
  if (query.error instanceof ApiProblem && query.error.status === 404) return <NotFoundPage />;
  return <Failure message={messageOf(query.error)} onRetry={() => void query.refetch()} />;
}
