import { execFileSync } from 'node:child_process';

import { expect, test } from 'vitest';

import { anAttempt } from '~/testing/factories';
import { curlOf } from '~/words/curl';

test('a request becomes one command', () => {
  const { request } = anAttempt();
  expect(
    curlOf({ ...request, headers: { 'content-type': 'application/json', host: 'x' }, body: '{"a":1}' }),
  ).toBe(
    `curl --request POST 'https://erp.acme.example/webhooks/in' \\
  --header 'content-type: application/json' \\
  --data-raw '{"a":1}'`,
  );
});

test('a shell hands on every byte', () => {
  const body = `@it's "quoted" $HOME \`id\` \\ !\nžofie 🧾`;
  const command = curlOf({ ...anAttempt().request, headers: {}, body });
  const shown = execFileSync('sh', ['-c', `curl() { printf %s "$5"; }; ${command}`], { encoding: 'utf8' });
  expect(shown).toBe(body);
});

test('a masked secret is told in a comment that the shell passes over', () => {
  const { request } = anAttempt();
  const command = curlOf({ ...request, headers: {}, body: '{"Signature":"***"}' });
  expect(command).toMatch(/^# \*\*\* stands for a secret.*\ncurl /);
  const shown = execFileSync('sh', ['-c', `curl() { printf %s "$5"; }\n${command}`], { encoding: 'utf8' });
  expect(shown).toBe('{"Signature":"***"}');
});
