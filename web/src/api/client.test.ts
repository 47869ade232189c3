import { beforeEach, describe, expect, test, vi } from 'vitest';

import { answerOf, api, idempotencyKey } from '~/api/client';
import { ApiProblem, detailOf, messageOf } from '~/api/problem';
import { chooseTenant } from '~/api/tenant';
import { bare, json, networkAnswers } from '~/testing/answers';

beforeEach(() => {
  chooseTenant(null);
});

const hooks = () => answerOf(api.GET('/api/v1/hooks'));

describe('every request', () => {
  test('says that it is the console’s', async () => {
    const { requests } = networkAnswers(json(200));
    await hooks();
    expect(requests[0]?.headers.get('Billhook-Console')).toBe('1');
    expect(requests[0]?.headers.has('Billhook-Tenant')).toBe(false);
  });

  test('names the tenant once one is chosen', async () => {
    const { requests } = networkAnswers(json(200));
    chooseTenant('ten_two');
    await hooks();
    expect(requests[0]?.headers.get('Billhook-Tenant')).toBe('ten_two');
  });
});

describe('a session that has run out', () => {
  test('is renewed once, and the request repeated', async () => {
    const { asked } = networkAnswers(json(401), bare(204), json(200, { data: [], next_cursor: null }));
    await expect(hooks()).resolves.toEqual({ data: [], next_cursor: null });
    expect(asked).toEqual(['GET /api/v1/hooks', 'POST /api/v1/session/refresh', 'GET /api/v1/hooks']);
  });

  test('keeps the body of the repeated request', async () => {
    const { requests } = networkAnswers(json(401), bare(204), json(201));
    await answerOf(api.POST('/api/v1/hooks', { body: { name: 'ERP', url: 'https://erp.example' } }));
    await expect(requests[2]?.json()).resolves.toEqual({ name: 'ERP', url: 'https://erp.example' });
  });

  test('is renewed once for requests that fail together', async () => {
    const { asked } = networkAnswers(json(401), json(401), bare(204), json(200));
    await Promise.all([hooks(), hooks()]);
    expect(asked.filter((request) => request.endsWith('/refresh'))).toHaveLength(1);
  });

  test('is a problem when it cannot be renewed', async () => {
    const { asked } = networkAnswers(json(401, { title: 'Sign in first' }));
    await expect(hooks()).rejects.toMatchObject({ status: 401, message: 'Sign in first' });
    expect(asked).toHaveLength(2);
  });

  test('is not looked for behind a wrong password', async () => {
    const { asked } = networkAnswers(json(401));
    const signIn = answerOf(api.POST('/api/v1/session', { body: { email: 'a@b.example', password: 'x' } }));
    await expect(signIn).rejects.toBeInstanceOf(ApiProblem);
    expect(asked).toEqual(['POST /api/v1/session']);
  });
});

test('a server that does not answer is a problem with a sentence', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await expect(hooks()).rejects.toMatchObject({ status: 0, message: /does not answer/ });
});

test('keys of idempotency do not repeat', () => {
  expect(new Set(Array.from({ length: 50 }, idempotencyKey)).size).toBe(50);
});

test('people are not told the methods of the API', () => {
  const detail = '`refund.issued` is declared already. Change it by PATCH.';
  expect(messageOf(new ApiProblem(409, { title: 'Conflict', detail }))).toBe(
    '`refund.issued` is declared already.',
  );
});

test('what is wrong with the one thing that was asked about is a sentence', () => {
  const errors = [{ pointer: '/token', detail: 'the link was used' }];
  expect(detailOf(new ApiProblem(422, { title: 'Invalid', errors }))).toBe('The link was used.');
  expect(detailOf(new ApiProblem(422, { title: 'Invalid', detail: 'No.' }))).toBe('No.');
});
