import { expect, test } from 'vitest';

import { prettyJson } from '~/words/json';

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
