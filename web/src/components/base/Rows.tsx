/**
 * A table of things: its rows, the skeleton of them while they are fetched, the emptiness, the failure, and the
 * button for more. On a phone each row becomes a small card (see the style sheet).
 */
import { Button, Skeleton } from '@mantine/core';
import { memo, type ReactNode } from 'react';

import { Failure } from '~/components/base/Failure';
import classes from '~/components/base/Rows.module.css';

/** A list as far as it is known. */
export interface Listing<T> {
  rows: T[] | undefined;
  /** A sentence, when the list could not be fetched. */
  failure: string | null;
  onRetry: () => void;
  /** Fetches the next page; null when there is none. */
  onMore: (() => void) | null;
  isLoadingMore: boolean;
}

export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
  /** Width in CSS; columns without one share the rest. */
  width?: string;
  align?: 'end';
  /**
   * Where the cell stands in a phone's card: `title` and `mark` share its first line, `note` and `time` another,
   * `line` has its own, `hide` is left out. Without this the cell follows with its head.
   */
  phone?: 'title' | 'mark' | 'note' | 'time' | 'line' | 'hide';
}

export interface RowsProps<T extends { id: string }> {
  /** What the table holds, for its name. */
  label: string;
  columns: Column<T>[];
  listing: Listing<T>;
  empty: ReactNode;
}

const SKELETONS = ['a', 'b', 'c', 'd', 'e'];

export function Rows<T extends { id: string }>({ label, columns, listing, empty }: RowsProps<T>) {
  const { rows, failure, onRetry, onMore, isLoadingMore } = listing;
  if (rows === undefined && failure !== null) {
    return (
      <div className={classes.failure}>
        <Failure message={failure} onRetry={onRetry} />
      </div>
    );
  }
  if (rows?.length === 0) return empty;
  return (
    <>
      <table aria-busy={rows === undefined} aria-label={label} className={classes.table}>
        <Head columns={columns} />
        <tbody>
          {rows === undefined
            ? SKELETONS.map((key) => <Row columns={columns} key={key} row={null} />)
            : rows.map((row) => <SameRow columns={columns} key={row.id} row={row} />)}
        </tbody>
      </table>
      {onMore !== null && (
        <div className={classes.more}>
          <Button loading={isLoadingMore} onClick={onMore} size="xs" variant="default">
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

function Head<T>({ columns }: { columns: Column<T>[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ head, width, align }) => (
          <th data-align={align} key={head} scope="col" style={{ width }}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Without a row, the skeleton of one. */
function Row<T>({ columns, row }: { columns: Column<T>[]; row: T | null }) {
  return (
    <tr>
      {columns.map((column) => (
        <td data-align={column.align} data-head={column.head} data-phone={column.phone} key={column.head}>
          {row === null ? <Skeleton h={14} w="70%" /> : column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** A list that grows by a page draws that page alone, as far as its columns stay the same objects. */
const SameRow = memo(Row) as typeof Row;
