/** What the API says when it refuses: an RFC 9457 problem document, turned into an error that pages can show. */
import type { components } from '~/api/schema.gen';

type ProblemDocument = components['schemas']['Problem'];

/** A refusal by the API, or the lack of any answer (`status` 0). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    /** The HTTP status, 0 when there was no answer. */
    readonly status: number,
    /** The document, as far as there was one. */
    readonly document: Partial<ProblemDocument>,
  ) {
    super(document.detail ?? document.title ?? wordsForStatus(status));
  }

  /** The sentence for one field, found by its JSON pointer or anything below it. */
  fieldErrors(): { pointer: string; detail: string }[] {
    return this.document.errors ?? [];
  }
}

/** The problem of an answer whose body is `body`, whatever that may be. */
export function problemOf(status: number, body: unknown): ApiProblem {
  return new ApiProblem(status, isDocument(body) ? body : {});
}

/** True if asking again cannot help: the request itself is refused. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429;
}

/** What a program is told to do instead, which the console has buttons for. */
const FOR_PROGRAMS = / Change [^.]* by PATCH\.$/;

/** A sentence for people, for any error at all. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.message.replace(FOR_PROGRAMS, '');
  return 'Something went wrong in the console itself. Reload the page; if it stays, tell your operator.';
}

/** As `messageOf`, where a single thing was asked about and its place in the request says nothing to people. */
export function detailOf(error: unknown): string {
  const details = error instanceof ApiProblem ? error.fieldErrors().map(({ detail }) => detail) : [];
  return details.length === 0 ? messageOf(error) : details.map(asSentence).join(' ');
}

function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/[^.!?]$/, '$&.');
}

function isDocument(body: unknown): body is Partial<ProblemDocument> {
  return typeof body === 'object' && body !== null && 'title' in body;
}

function wordsForStatus(status: number): string {
  if (status === 0) return 'The server does not answer. Check your connection.';
  if (status === 403) return 'You are not allowed to do this.';
  if (status === 404) return 'This does not exist, or is not yours.';
  if (status === 429) return 'Too many requests. Wait a moment and try again.';
  if (status >= 500) return 'The server failed. Try again; if it stays, tell your operator.';
  return `The server refused the request (${status}).`;
}
