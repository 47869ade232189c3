/**
 * A table of things: its rows, the skeleton of them while they are fetched, the emptiness, the failure, and the
 * button for more. On a phone each row becomes a small card (see the style sheet).
 */
import { Button, Skeleton } from '@mantine/core';
import { memo, useMemo, useState, type ReactNode } from 'react';

import { Failure } from '~/components/base/Failure';
import classes from '~/components/base/Rows.module.css';
import { useStretch } from '~/components/base/use-stretch';

/** A list as far as it is known. */
export interface Listing<T> {
  rows: T[] | undefined;
  /** True while the rows are those of what was asked for before. */
  isBefore?: boolean;
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
/** How many rows are drawn, and left out, together. */
const STRETCH = 10;
/** A list of no more rows than this is a page, and is never thinned out. */
const PAGE = 50;
/** The head is a row as well where rows are numbered. */
const HEAD_ROWS = 1;

export function Rows<T extends { id: string }>({ label, columns, listing, empty }: RowsProps<T>) {
  const { rows, isBefore = false, failure, onRetry, onMore, isLoadingMore } = listing;
  const stretches = useMemo(() => stretchesOf(rows ?? []), [rows]);
  const list = useListNumber(rows);
  const isLong = (rows?.length ?? 0) > PAGE;
  if (rows === undefined && failure !== null) {
    return (
      <div className={classes.failure}>
        <Failure message={failure} onRetry={onRetry} />
      </div>
    );
  }
  const isEmpty = rows?.length === 0;
  const more = onMore !== null && (
    <div className={classes.more}>
      <Button loading={isLoadingMore} onClick={onMore} size="xs" variant="default">
        {isEmpty ? 'Look further back' : 'Show more'}
      </Button>
    </div>
  );
  // A filter that leaves next to nothing is looked for so far at a time.
  if (isEmpty) {
    return (
      <>
        {empty}
        {more}
      </>
    );
  }
  return (
    <>
      <table
        aria-busy={rows === undefined || isBefore}
        aria-label={label}
        // Rows that are left out of the page are counted all the same.
        aria-rowcount={isLong ? (rows?.length ?? 0) + HEAD_ROWS : undefined}
        className={classes.table}
        data-before={isBefore || undefined}
      >
        <Head columns={columns} />
        {rows === undefined ? (
          <tbody>
            {SKELETONS.map((key) => (
              <Row columns={columns} key={key} row={null} />
            ))}
          </tbody>
        ) : (
          stretches.map((stretch, index) => (
            <SameStretch
              columns={columns}
              first={index * STRETCH}
              isLong={isLong}
              key={`${list} ${index}`}
              rows={stretch}
            />
          ))
        )}
      </table>
      {more}
    </>
  );
}

/** Another number for another list, such as that of another filter; the same while rows come and go. */
function useListNumber(rows: { id: string }[] | undefined): number {
  const [before, setBefore] = useState({ rows, number: 0 });
  if (rows === before.rows) return before.number;
  const ids = new Set(before.rows?.map(({ id }) => id));
  const isSame = before.rows === undefined || (rows ?? []).some(({ id }) => ids.has(id));
  const number = isSame ? before.number : before.number + 1;
  setBefore({ rows, number });
  return number;
}

function stretchesOf<T>(rows: T[]): T[][] {
  const starts = Array.from({ length: Math.ceil(rows.length / STRETCH) }, (_, index) => index * STRETCH);
  return starts.map((start) => rows.slice(start, start + STRETCH));
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

interface StretchProps<T> {
  columns: Column<T>[];
  rows: T[];
  /** How many rows come before. */
  first: number;
  /** True in a list of which parts are left out. */
  isLong: boolean;
}

/** Rows that are drawn while they are near the window; far from it, their room is kept. */
function Stretch<T extends { id: string }>({ columns, rows, first, isLong }: StretchProps<T>) {
  const { ref, room } = useStretch(rows[0]?.id ?? '', { isLong, first, count: rows.length });
  return (
    <tbody ref={ref}>
      {room !== null ? (
        <tr aria-hidden="true" className={classes.room}>
          <td colSpan={columns.length} style={{ height: room }} />
        </tr>
      ) : (
        rows.map((row, index) => (
          <SameRow columns={columns} key={row.id} number={isLong ? first + index + 1 : null} row={row} />
        ))
      )}
    </tbody>
  );
}

interface RowProps<T> {
  columns: Column<T>[];
  /** Null for the skeleton of one. */
  row: T | null;
  /** Its place in the list, from one, if rows of the list may be left out. */
  number?: number | null;
}

function Row<T>({ columns, row, number = null }: RowProps<T>) {
  return (
    <tr aria-rowindex={number === null ? undefined : number + HEAD_ROWS}>
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
const SameStretch = memo(Stretch) as typeof Stretch;
