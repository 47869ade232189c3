/** JavaScript for Node.js, with nothing but what it brings. */
import { digestPattern, type Language } from '~/components/hook/verify/language';

export const node: Language = {
  id: 'node',
  label: 'Node.js',
  standard: `import { createHmac, timingSafeEqual } from 'node:crypto';

const key = Buffer.from(process.env.WEBHOOK_SECRET.replace(/^whsec_/, ''), 'base64');

/** True if the request is genuine. \`body\` is the Buffer that came, before any parsing. */
export function isGenuine(headers, body) {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(age < 300)) return false; // Too old: somebody may be repeating it.

  const mac = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\`).update(body);
  const expected = mac.digest();
  return String(headers['webhook-signature']).split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
`,
  ed25519: `import { createPublicKey, verify } from 'node:crypto';

const x = Buffer.from(process.env.WEBHOOK_PUBLIC_KEY.replace(/^whpk_/, ''), 'base64').toString('base64url');
const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });

/** True if the request is genuine. \`body\` is the Buffer that came, before any parsing. */
export function isGenuine(headers, body) {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(age < 300)) return false; // Too old: somebody may be repeating it.

  const signed = Buffer.concat([Buffer.from(\`\${id}.\${timestamp}.\`), body]);
  return String(headers['webhook-signature']).split(' ').some((signature) => {
    const [version, value = ''] = signature.split(',');
    return version === 'v1a' && verify(null, signed, key, Buffer.from(value, 'base64'));
  });
}
`,
  token: `import { timingSafeEqual } from 'node:crypto';

const token = Buffer.from(process.env.WEBHOOK_SECRET);

/** True if the request is genuine. \`body\` is the Buffer that came. */
export function isGenuine(body) {
  const given = Buffer.from(String(JSON.parse(body).Signature));
  return given.length === token.length && timingSafeEqual(given, token);
}
`,
  digest: (format) => `import { createHash } from 'node:crypto';

/** True if the payload came as it was sent. \`body\` is the Buffer that came, before any parsing. */
export function isIntact(body) {
  const parts = ${regex(digestPattern[format])}.exec(body.toString());
  return parts !== null && createHash('md5').update(parts[1]).digest('hex') === parts[2];
}
`,
};

function regex(pattern: string): string {
  return `/${pattern.replaceAll('/', '\\/')}/s`;
}
