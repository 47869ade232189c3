import { existsSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('~/**/*.tsx', { query: '?raw', import: 'default', eager: true });
const sheet = readFileSync('src/theme/mantine.css', 'utf8');

/** What a file takes from the component library. */
function imported(source: string): string[] {
  return [...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim()),
  );
}

test('every component in use brings its styles', () => {
  const used = new Set(Object.values(sources).flatMap(imported));
  const styled = [...used].filter((name) => existsSync(`node_modules/@mantine/core/styles/${name}.css`));
  expect(styled.length).toBeGreaterThan(10);
  // In the sheet, or in each file that uses it.
  const isStyled = (name: string) =>
    sheet.includes(`/${name}.css`) ||
    Object.values(sources)
      .filter((source) => imported(source).includes(name))
      .every((source) => source.includes(`/${name}.css`));
  expect(styled.filter((name) => !isStyled(name))).toEqual([]);
});
