import { expect, test } from 'vitest';

import { losesDigits, memberText, objectText, prettyJson } from '~/words/json';

test('objects and lists are indented', () => {
  expect(prettyJson('{"a":[1,{"b":null}],"c":{},"d":[]}')).toBe(
    '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}',
  );
});

test('numbers keep their spelling and texts their escapes', () => {
  expect(prettyJson('{"n":12345678901234567890,"x":1.10,"s":"a\\"{,}\\u00e9"}')).toBe(
    '{\n  "n": 12345678901234567890,\n  "x": 1.10,\n  "s": "a\\"{,}\\u00e9"\n}',
  );
});

test('what is no JSON object stays as it is', () => {
  expect([prettyJson('<xml/>'), prettyJson('{"a":'), prettyJson('12'), prettyJson('')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('whole numbers beyond 2^53 lose digits', () => {
  const keeps = '{"n":[9007199254740991,-0,1.10,1e300],"12345678901234567890":"12345678901234567890"}';
  expect(losesDigits(keeps)).toBe(false);
  expect(losesDigits('{"n":[1,12345678901234567890]}')).toBe(true);
  expect(losesDigits('-9007199254740993')).toBe(true);
});

test('a member is taken out as it is written', () => {
  const text =
    '{"id":"x","data":{"total": 1.10, "n":12345678901234567890,"data":{}},"list":[1,{"data":2}],"last":null}';
  expect(memberText(text, 'data')).toBe('{"total": 1.10, "n":12345678901234567890,"data":{}}');
  expect(memberText(text, 'list')).toBe('[1,{"data":2}]');
  expect(memberText(text, 'last')).toBe('null');
  expect(memberText(text, 'total')).toBeNull();
  expect(memberText('{"a":"data","b":"{\\"data\\":1}"}', 'data')).toBeNull();
  expect(memberText('{"data":"a, } \\" b"}', 'data')).toBe('"a, } \\" b"');
});

test('an object is put together without reading its values', () => {
  expect(objectText({ type: '"a"', data: '1.10', app: null })).toBe('{"type":"a","data":1.10}');
});
