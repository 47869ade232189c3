/** An API made of fixed answers, for looking at single pages without a server behind them. */
import type { Page, Route } from '@playwright/test';

/**
 * What is answered, by method and path; a `*` stands for one segment, and a key with a query is for requests that hold
 * it. The value is a body, or a status with one. The first that fits is taken.
 */
export type Answers = Record<string, unknown>;

export class Answer {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {}
}

/** An answer that never comes: the page shows what it shows while it waits. */
export const NEVER = Symbol('never');

export async function stubApi(page: Page, answers: Answers): Promise<void> {
  await page.route('**/api/v1/**', (route) => answer(route, answers));
}

async function answer(route: Route, answers: Answers): Promise<void> {
  const { pathname, searchParams } = new URL(route.request().url());
  const wanted = `${route.request().method()} ${pathname.replace('/api/v1', '')}`;
  const key = Object.keys(answers).find((pattern) => matches(pattern, wanted, searchParams));
  const found = key === undefined ? missing(wanted) : answers[key];
  if (found === NEVER) return;
  const { status, body } = found instanceof Answer ? found : new Answer(200, found);
  await route.fulfill({ status, json: body });
}

function matches(pattern: string, wanted: string, query: URLSearchParams): boolean {
  const [path = '', narrowed = ''] = pattern.split('?');
  const isNarrow = [...new URLSearchParams(narrowed)].every(([name, value]) => query.get(name) === value);
  const parts = path.split('/');
  const others = wanted.split('/');
  return (
    isNarrow &&
    parts.length === others.length &&
    parts.every((part, index) => part === '*' || part === others[index])
  );
}

function missing(wanted: string): Answer {
  return new Answer(404, {
    type: 'about:blank',
    title: 'Not found',
    status: 404,
    detail: `No stub for ${wanted}`,
  });
}
