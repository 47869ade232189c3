/**
 * Writes the types of the API from the OpenAPI document that `billhook openapi` prints (kept as web/openapi.json).
 * With --check it writes nothing and fails when the types in the tree are not those of the document.
 */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../openapi.json', import.meta.url);
const target = new URL('../src/api/schema.gen.ts', import.meta.url);
const head = '// Generated from web/openapi.json by `npm run generate`. Not edited by hand.\n\n';

const types =
  head +
  astToString(
    await openapiTS(source, {
      alphabetize: true,
      // A default is the server's to fill in, not the caller's to send.
      defaultNonNullable: false,
      emptyObjectsUnknown: true,
    }),
  );

if (process.argv.includes('--check')) {
  const present = await readFile(target, 'utf8').catch(() => '');
  if (present !== types) {
    console.error('src/api/schema.gen.ts is stale: run `npm run generate`.');
    process.exit(1);
  }
} else {
  await writeFile(target, types);
}
