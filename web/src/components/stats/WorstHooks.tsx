/**
 * Hooks by their failed attempts, the most first: what is still being tried has not failed yet, and is no less down
 * for that.
 */
import type { ReactNode } from 'react';

import type { WorstHook } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import { hookStates } from '~/words/hook';
import { share } from '~/words/stats';
import { count, duration } from '~/words/time';

const columns: Column<WorstHook & { id: string }>[] = [
  {
    head: 'Hook',
    phone: 'title',
    cell: (hook) => (
      <TextLink params={{ hookId: hook.hook_id }} to="/hooks/$hookId">
        <bdi>{hook.name}</bdi>
      </TextLink>
    ),
  },
  {
    head: 'State',
    width: '7rem',
    phone: 'mark',
    cell: ({ state }) => <StateMark said={hookStates[state]} />,
  },
  {
    head: 'Failed attempts',
    width: '8rem',
    align: 'end',
    cell: ({ failed_attempts }) => count(failed_attempts),
  },
  { head: 'Failed', width: '5.5rem', align: 'end', cell: ({ failed }) => count(failed) },
  {
    head: 'Delivered',
    width: '6rem',
    align: 'end',
    phone: 'hide',
    cell: ({ delivered }) => count(delivered),
  },
  { head: 'Failure rate', width: '7rem', align: 'end', cell: (hook) => share(hook.failure_rate) },
  {
    head: 'p95',
    width: '5.5rem',
    align: 'end',
    phone: 'hide',
    cell: ({ latency_ms }) => (latency_ms == null ? '–' : duration(latency_ms.p95)),
  },
];

export interface WorstHooksProps {
  hooks: WorstHook[] | undefined;
  empty: ReactNode;
}

export function WorstHooks({ hooks, empty }: WorstHooksProps) {
  const listing: Listing<WorstHook & { id: string }> = {
    rows: hooks?.map((hook) => ({ ...hook, id: hook.hook_id })),
    failure: null,
    onRetry: () => undefined,
    onMore: null,
    isLoadingMore: false,
  };
  return <Rows columns={columns} empty={empty} label="Hooks by failed attempts" listing={listing} />;
}
