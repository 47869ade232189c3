import { describe, expect, test } from 'vitest';

import { isPattern, matches, suggestions, takesWords } from '~/words/pattern';

const catalog = ['invoice.paid', 'invoice.paid.late', 'customer.created'];

describe('a pattern', () => {
  test.each(['*', 'invoice.*', 'invoice.paid', 'subscription.plan-change.done'])('may be %s', (text) => {
    expect(isPattern(text)).toBe(true);
  });
  test.each(['invoice', 'Invoice.paid', 'invoice.', '*.paid', 'in voice.paid', 'invoice..paid', 'a.b.*'])(
    'may not be “%s”',
    (text) => {
      expect(isPattern(text)).toBe(false);
    },
  );
  test.each([
    ['invoice.paid', 'invoice.paid', true],
    ['invoice.paid', 'invoice.paid.late', false],
    ['invoice.*', 'invoice.paid.late', true],
    ['invoice.*', 'invoices.paid', false],
    ['*', 'anything.at-all', true],
  ])('%s on %s: %s', (pattern, eventType, takes) => {
    expect(matches(pattern, eventType)).toBe(takes);
  });
});

test('families come before types', () => {
  expect(suggestions(catalog)).toEqual([
    ...['*', 'customer.*', 'invoice.*', 'customer.created', 'invoice.paid', 'invoice.paid.late'],
  ]);
});

test('what a pattern takes is told from the catalogue', () => {
  expect(
    ['*', 'invoice.*', 'order.*', 'invoice.paid', 'order.made'].map((one) => takesWords(one, catalog)),
  ).toEqual([
    'Every event',
    'Every invoice event, 2 known so far',
    'Every order event; none is known yet',
    'This type alone',
    'This type, which nobody has declared yet',
  ]);
});
