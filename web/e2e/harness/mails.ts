/** The mails that an installation without a mail server writes into its folder. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect } from './complaints';

/** The longest that a mail may take to be written, in milliseconds. */
const MAIL_MS = 30_000;

/** The token of the link in the mail to this person, as soon as there is one. */
export async function linkFor(folder: string, email: string): Promise<string> {
  const token = async () => (await find(join(folder, 'mail'), email)) ?? '';
  await expect.poll(token, { timeout: MAIL_MS }).not.toBe('');
  return token();
}

async function find(folder: string, email: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  // One that is being written has another name until it is whole.
  for (const name of names.filter((name) => name.endsWith('.eml'))) {
    // Lines are folded where they are long.
    const mail = (await readFile(join(folder, name), 'utf8')).replaceAll('=\r\n', '');
    const [, token] = /token=(?:3D)?([A-Za-z0-9_-]+)/.exec(mail) ?? [];
    if (token !== undefined && mail.includes(email)) return token;
  }
  return null;
}
