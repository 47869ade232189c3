import { expect, test } from 'vitest';

import { themeStyleSheet } from '~/theme/variables';

test('the style sheet in the tree is the theme of today', async () => {
  const css = themeStyleSheet().replaceAll(';', ';\n').replaceAll('{', '{\n').replaceAll('}', '}\n');
  await expect(css.trim() + '\n').toMatchFileSnapshot('./variables.gen.css');
});
