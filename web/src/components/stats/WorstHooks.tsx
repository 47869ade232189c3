/** Hooks by how badly they do, the worst first. */
import type { ReactNode } from 'react';

import type { WorstHook } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import classes from '~/components/stats/WorstHooks.module.css';
import { hookStates } from '~/words/hook';
import { share } from '~/words/stats';
import { count, counted, duration } from '~/words/time';

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
    width: '8rem',
    phone: 'mark',
    cell: ({ state }) => <StateMark said={hookStates[state]} />,
  },
  {
    head: 'Failed',
    width: '9rem',
    align: 'end',
    cell: ({ failed, failed_attempts }) => (
      <span>
        {count(failed)}
        {/* What is still being tried has not failed yet, and is no less down for that. */}
        {failed_attempts > failed && (
          <span className={classes.attempts}>{counted(failed_attempts, 'failed attempt')}</span>
        )}
      </span>
    ),
  },
  {
    head: 'Delivered',
    width: '8rem',
    align: 'end',
    phone: 'hide',
    cell: ({ delivered }) => count(delivered),
  },
  { head: 'Failure rate', width: '8rem', align: 'end', cell: (hook) => share(hook.failure_rate) },
  {
    head: 'p95',
    width: '8rem',
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
  return <Rows columns={columns} empty={empty} label="Hooks, the worst first" listing={listing} />;
}
