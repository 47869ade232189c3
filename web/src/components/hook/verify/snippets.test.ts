/** Runs the code that the console hands out, in those languages that are there, on requests as Billhook sends them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import type { Format } from '~/api/shapes';
import { languages } from '~/components/hook/verify/languages';

const folder = mkdtempSync(join(tmpdir(), 'billhook-snippets-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const BODY = '{"type":"invoice.paid","data":{"name":"Žofie 🧾"}}';

const pair = generateKeyPairSync('ed25519');
/** The last 32 bytes of the key's usual form are the key. */
const PUBLIC_KEY = `whpk_${pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')}`;

/** Headers as Billhook signs them; `age` in seconds. */
function signed(age = 0, by: 'hmac' | 'ed25519' = 'hmac'): Record<string, string> {
  return signedAt(String(Math.floor(Date.now() / 1000) - age), by);
}

function signedAt(timestamp: string, by: 'hmac' | 'ed25519'): Record<string, string> {
  const content = `evt_1.${timestamp}.${BODY}`;
  const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
  const signature =
    by === 'hmac'
      ? `v1,${createHmac('sha256', key).update(content).digest('base64')}`
      : `v1a,${sign(null, Buffer.from(content), pair.privateKey).toString('base64')}`;
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': timestamp,
    // Two, as while a secret is being rotated.
    'webhook-signature': `v1,${Buffer.from('an older secret’s').toString('base64')} ${signature}`,
  };
}

/** The golden request of a form; what the server's own tests hold to the byte. */
function golden(preset: string, name: string): string {
  const file = readFileSync(`../crates/core/tests/profiles/${preset}/${name}.http`, 'utf8');
  return file.slice(file.indexOf('\n\n') + 2);
}

type Call = 'standard' | 'ed25519' | 'token' | 'digest';

interface Runner {
  /** What tells whether the language is there. */
  probe: [string, ...string[]];
  /** The same of what its code for Ed25519 needs, where that is more. */
  probeEd25519?: [string, ...string[]];
  file: string;
  /** What follows the snippet to print a verdict on each request that comes in, one a line. */
  main: (call: Call) => string;
  run: [string, ...string[]];
}

const runners: Partial<Record<string, Runner>> = {
  node: {
    probe: ['node', '--version'],
    file: 'verify.mjs',
    main: (call) => `
import { readFileSync } from 'node:fs';
for (const { headers, body } of JSON.parse(readFileSync(0))) {
  const bytes = Buffer.from(body);
  console.log(${{ standard: 'isGenuine(headers, bytes)', ed25519: 'isGenuine(headers, bytes)', token: 'isGenuine(bytes)', digest: 'isIntact(bytes)' }[call]});
}`,
    run: ['node', 'verify.mjs'],
  },
  python: {
    probe: ['python3', '--version'],
    probeEd25519: ['python3', '-c', 'import cryptography'],
    file: 'verify.py',
    main: (call) => `
import json, sys
for given in json.load(sys.stdin):
    headers, body = given["headers"], given["body"].encode()
    print(str(${{ standard: 'is_genuine(headers, body)', ed25519: 'is_genuine(headers, body)', token: 'is_genuine(body)', digest: 'is_intact(body)' }[call]}).lower())`,
    run: ['python3', 'verify.py'],
  },
  ruby: {
    probe: ['ruby', '--version'],
    file: 'verify.rb',
    main: (call) => `
require "json"
JSON.parse($stdin.read).each do |given|
  headers, body = given.values_at("headers", "body")
  puts ${{ standard: 'genuine?(headers, body)', ed25519: 'genuine?(headers, body)', token: 'genuine?(body)', digest: 'intact?(body)' }[call]}
end`,
    run: ['ruby', 'verify.rb'],
  },
  php: {
    probe: ['php', '--version'],
    file: 'verify.php',
    main: (call) => `
foreach (json_decode(file_get_contents('php://stdin'), true) as ['headers' => $headers, 'body' => $body]) {
    $verdict = ${{ standard: 'is_genuine($headers, $body)', ed25519: 'is_genuine($headers, $body)', token: 'is_genuine($body)', digest: 'is_intact($body)' }[call]};
    echo var_export($verdict, true), "\n";
}`,
    run: ['php', 'verify.php'],
  },
};

const isThere = ([command, ...args]: [string, ...string[]]) => spawnSync(command, args).status === 0;

interface Case {
  headers?: object;
  body: string;
}

/** What the code says of each request. */
function verdicts(runner: Runner, call: Call, code: string, cases: Case[], secret = SECRET): string[] {
  writeFileSync(join(folder, runner.file), code + runner.main(call));
  const [command, ...args] = runner.run;
  const input = JSON.stringify(cases.map((one) => ({ headers: {}, ...one })));
  const env = { ...process.env, WEBHOOK_SECRET: secret, WEBHOOK_PUBLIC_KEY: PUBLIC_KEY };
  return execFileSync(command, args, { cwd: folder, input, env, encoding: 'utf8' }).trim().split('\n');
}

describe.each(languages.map((language) => [language.label, language] as const))('%s', (_, language) => {
  const runner = runners[language.id];
  // Compiled languages take too long here; those that are not installed cannot be run.
  if (runner === undefined || !isThere(runner.probe)) {
    test('has code for every scheme', () => {
      for (const code of [language.standard, language.ed25519, language.token, language.digest('json')]) {
        expect(code).toMatch(/genuine|intact/i);
      }
    });
    return;
  }

  test('knows a genuine request from others', () => {
    const cases = [
      { headers: signed(), body: BODY },
      { headers: signed(), body: BODY.replace('paid', 'void') },
      { headers: signed(600), body: BODY },
      { headers: { ...signed(), 'webhook-signature': 'v1,' }, body: BODY },
      // A digit that is no number.
      { headers: signedAt('²', 'hmac'), body: BODY },
      { headers: { ...signed(), 'webhook-timestamp': '²' }, body: BODY },
      { body: BODY },
    ];
    const said = verdicts(runner, 'standard', language.standard, cases);
    expect(said).toEqual(['true', ...Array.from(cases.slice(1), () => 'false')]);
  });

  test.runIf(isThere(runner.probeEd25519 ?? runner.probe))('knows one that a key pair signed', () => {
    const genuine = signed(0, 'ed25519');
    const cases = [
      { headers: genuine, body: BODY },
      { headers: genuine, body: BODY.replace('paid', 'void') },
      { headers: signed(600, 'ed25519'), body: BODY },
      { headers: { ...genuine, 'webhook-signature': 'v1a,' }, body: BODY },
      { headers: signedAt('²', 'ed25519'), body: BODY },
      { headers: signed(), body: BODY },
      { body: BODY },
    ];
    const said = verdicts(runner, 'ed25519', language.ed25519, cases);
    expect(said).toEqual(['true', ...Array.from(cases.slice(1), () => 'false')]);
  });

  test('compares an authenticity token', () => {
    const body = golden('upodi', 'ping');
    const { Signature: secret } = JSON.parse(body) as { Signature: string };
    const cases = [{ body }, { body: body.replace(secret, 'another') }];
    expect(verdicts(runner, 'token', language.token, cases, secret)).toEqual(['true', 'false']);
  });

  test.each<Format>(['json', 'xml', 'form'])('sums a payload in %s', (format) => {
    const body = golden('app47', `edges-${format}`);
    const cases = [{ body }, { body: body.replace('edges', 'other') }];
    expect(verdicts(runner, 'digest', language.digest(format), cases)).toEqual(['true', 'false']);
  });
});
