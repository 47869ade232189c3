/**
 * Weighs what a browser fetches before the first page shows: index.html's scripts, their static imports and styles.
 * Prints the weight and fails above the budget, so that it cannot grow unnoticed.
 */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 255_000;
const dist = new URL('../dist/', import.meta.url);

const html = await readFile(new URL('index.html', dist), 'utf8');
const files = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1]);

let total = 0;
for (const file of new Set(files)) {
  const weight = gzipSync(await readFile(new URL(file, dist)), { level: 9 }).length;
  total += weight;
  console.log(`${kilobytes(weight)}  ${file}`);
}
console.log(`${kilobytes(total)}  first load, gzip (budget ${kilobytes(BUDGET_BYTES).trim()})`);

if (/<script(?![^>]*\bsrc=)|<style|https?:\/\//.test(html))
  fail('index.html has an inline script, an inline style or another host.');
if (total > BUDGET_BYTES) fail('The first load is over its budget.');

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
}

function fail(reason) {
  console.error(reason);
  process.exit(1);
}
