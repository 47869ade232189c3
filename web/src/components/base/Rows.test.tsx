import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { Rows, type Listing } from '~/components/base/Rows';
import { show } from '~/testing/render';

interface Row {
  id: string;
}

const table = (listing: Partial<Listing<Row>>) =>
  show(
    <Rows
      columns={[{ head: 'Id', cell: (row: Row) => row.id }]}
      empty={<p>Nothing here</p>}
      label="Things"
      listing={{
        rows: undefined,
        failure: null,
        onRetry: vi.fn(),
        onMore: null,
        isLoadingMore: false,
        ...listing,
      }}
    />,
  );

test('rows that are on their way keep their place', async () => {
  await table({});
  expect(screen.getByRole('table', { name: 'Things', busy: true })).toBeVisible();
});

test('no rows show why', async () => {
  await table({ rows: [] });
  expect(screen.getByText('Nothing here')).toBeVisible();
});

test('rows that could not be fetched can be asked for again', async () => {
  const onRetry = vi.fn();
  const { user } = await table({ failure: 'The server failed.', onRetry });
  expect(screen.getByRole('alert')).toHaveTextContent('The server failed.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledOnce();
});

test('rows that are there stay when a later fetch fails', async () => {
  await table({ rows: [{ id: 'one' }], failure: 'The server failed.' });
  expect(screen.getByRole('cell', { name: 'one' })).toBeVisible();
});

test('more are fetched on a press', async () => {
  const onMore = vi.fn();
  const { user } = await table({ rows: [{ id: 'one' }], onMore });
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  expect(onMore).toHaveBeenCalledOnce();
});

test('of a long list what is far from the window is left out, and counted all the same', async () => {
  await table({ rows: Array.from({ length: 100 }, (_, index) => ({ id: `row ${index}` })) });
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '101');
  expect(screen.getByRole('row', { name: 'row 0' })).toHaveAttribute('aria-rowindex', '2');
  expect(screen.getByRole('row', { name: 'row 55' })).toHaveAttribute('aria-rowindex', '57');
  expect(screen.queryByRole('row', { name: 'row 99' })).toBeNull();
});

test('where a filter has left nothing so far, the list goes on further back', async () => {
  const onMore = vi.fn();
  const { user } = await table({ rows: [], onMore });
  expect(screen.getByText('Nothing here')).toBeVisible();
  expect(screen.queryByRole('table')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Look further back' }));
  expect(onMore).toHaveBeenCalledOnce();
});
