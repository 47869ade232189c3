import { expect, test } from 'vitest';

import { rotatableKinds, schemesOf, type LiveSecret } from '~/words/signature';

const standard = { preset: 'standard', standard_headers: true } as const;
const upodi = { preset: 'upodi', standard_headers: true } as const;
const live = (...kinds: LiveSecret['kind'][]) =>
  kinds.map((kind, index) => ({ kind, isReplaced: index > 0 }));

test('headers are verified by the kinds of the secrets that sign, the present one first', () => {
  expect(schemesOf(standard, live('ed25519', 'hmac', 'hmac'))).toEqual(['ed25519', 'standard']);
  expect(schemesOf(standard, [])).toEqual(['standard']);
  expect(schemesOf(upodi, live('token', 'hmac'))).toEqual(['standard', 'token']);
});

test('who may not know the kinds is told both', () => {
  expect(schemesOf(standard)).toEqual(['standard', 'ed25519']);
});

test('a new secret is of the present kind unless another is chosen', () => {
  expect(rotatableKinds(standard, live('hmac'))).toEqual(['hmac', 'ed25519']);
  expect(rotatableKinds(standard, live('ed25519', 'hmac'))).toEqual(['ed25519', 'hmac']);
  expect(rotatableKinds(standard, live('hmac', 'ed25519'))).toEqual(['hmac', 'ed25519']);
});

test('a form with a token has keys only for the headers', () => {
  expect(rotatableKinds(upodi, live('token', 'hmac'))).toEqual(['token', 'hmac', 'ed25519']);
  expect(rotatableKinds({ ...upodi, standard_headers: false })).toEqual(['token']);
});
