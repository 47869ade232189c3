import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { StatsFigures } from '~/components/stats/StatsFigures';
import { StepTable } from '~/components/stats/StepTable';
import { WorstHooks } from '~/components/stats/WorstHooks';
import { figures, someStats } from '~/testing/factories';
import { show } from '~/testing/render';

test('the figures that matter stand first', async () => {
  await show(<StatsFigures stats={someStats({ backlog: { waiting: 10_000, due: 3, is_exact: false } })} />);
  expect(screen.getByText('1,180')).toBeVisible();
  expect(screen.getByText('2.5 %')).toBeVisible();
  expect(screen.getByText('more than 10,000')).toBeVisible();
});

test('a time without attempts has no answer time', async () => {
  await show(<StatsFigures stats={someStats({ total: figures() })} />);
  expect(screen.getByText('No attempts')).toBeVisible();
});

test('what the charts show can be read as a table', async () => {
  const stats = someStats();
  await show(<StepTable range="day" stats={stats} />);
  await screen.findByText('Show the numbers as a table');
  expect(screen.getAllByRole('row', { hidden: true })).toHaveLength(stats.steps.length + 1);
});

test('a hook of the worst leads to its page', async () => {
  const hook = {
    hook_id: 'hk_1',
    name: 'ERP',
    state: 'active' as const,
    ...figures({ failed: 3, failed_attempts: 12 }),
  };
  await show(<WorstHooks empty="none" hooks={[hook]} />);
  expect(screen.getByRole('link', { name: 'ERP' })).toHaveAttribute('href', '/hooks/hk_1');
  // What they are ordered by stands first among the figures.
  expect(screen.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
    ...['ERP', 'Active', '12', '3'],
    ...['0', '–', '–'],
  ]);
});
