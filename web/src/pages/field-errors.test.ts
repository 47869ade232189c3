import { expect, test } from 'vitest';

import { ApiProblem } from '~/api/problem';
import { fieldOf } from '~/components/hook/hook-values';
import { sortErrors } from '~/pages/field-errors';

const refused = (...errors: { pointer: string; detail: string }[]) =>
  new ApiProblem(422, { title: 'Not valid', detail: 'Two fields are wrong.', errors });

test('what is about a field goes to the field', () => {
  const error = refused(
    { pointer: '/url', detail: 'not allowed' },
    { pointer: '/actions/0/event_type', detail: 'unknown' },
  );
  expect(sortErrors(error, fieldOf)).toEqual({
    fieldErrors: { url: 'not allowed', patterns: 'unknown' },
    failure: null,
  });
});

test('what fits no field is told for the whole form', () => {
  expect(sortErrors(refused({ pointer: '/owner/id', detail: 'too large' }), fieldOf)).toEqual({
    fieldErrors: {},
    failure: '/owner/id: too large',
  });
});

test('all that is wrong within a document is told, each with its place', () => {
  const error = refused(
    { pointer: '/filter/all/0/field', detail: 'must be a JSON pointer' },
    { pointer: '/filter', detail: 'names no place' },
  );
  const field = () => 'filter' as const;
  expect(sortErrors(error, field, 'filter').fieldErrors.filter).toBe(
    'all/0/field: must be a JSON pointer; names no place',
  );
});

test('an error without fields is told as it is', () => {
  expect(sortErrors(new ApiProblem(0, {}), fieldOf).failure).toMatch('does not answer');
  expect(sortErrors(null, fieldOf)).toEqual({ fieldErrors: {}, failure: null });
});
