/** A request as a command for a POSIX shell, to be sent again by hand. */
import type { RequestShown } from '~/api/shapes';

/** What curl sets itself, and would set wrongly if it were told. */
const OWN_HEADERS = new Set(['content-length', 'host', 'connection', 'accept-encoding']);

/** What the API shows for a secret. */
const MASK = '***';
const NOTE = `# ${MASK} stands for a secret: put it in its place before sending.`;

export function curlOf({ method, url, headers, body }: RequestShown): string {
  const lines = [`curl --request ${method} ${quoted(url)}`];
  for (const [name, value] of Object.entries(headers)) {
    if (!OWN_HEADERS.has(name.toLowerCase())) lines.push(`--header ${quoted(`${name}: ${value}`)}`);
  }
  // Not `--data`, which takes a body that begins with @ for a file's name.
  if (body !== '') lines.push(`--data-raw ${quoted(body)}`);
  const command = lines.join(' \\\n  ');
  return isMasked(command) ? `${NOTE}\n${command}` : command;
}

/** True if a secret has to be put into the command before it is of use. */
export function isMasked(command: string): boolean {
  return command.includes(MASK);
}

/** In single quotes nothing has a meaning but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
