/**
 * The theme as CSS custom properties. They are written to a file once (`variables.gen.css`) rather than put into a
 * style element on every start, so that the Content-Security-Policy need not allow inline style sheets.
 */
import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
  type CSSVariablesResolver,
} from '@mantine/core';

import { theme } from '~/theme/theme';

/** The console's own names beside the library's: surfaces, lines and the tones of states. */
const ours: CSSVariablesResolver = ({ colors }) => ({
  variables: { '--bh-rail': '#11303c', '--bh-rail-text': '#b9cdd3', '--bh-mark': '#e3a857' },
  light: {
    '--mantine-color-body': colors.gray[0],
    '--mantine-color-dimmed': colors.gray[6],
    '--mantine-color-placeholder': colors.gray[5],
    '--mantine-color-error': colors.red[7],
    '--bh-surface': '#ffffff',
    '--bh-sunken': colors.gray[1],
    '--bh-line': colors.gray[2],
    '--bh-accent-soft': colors.petrol?.[1] ?? '',
    ...tints('7%'),
    '--bh-good': colors.green[7],
    '--bh-bad': colors.red[7],
    '--bh-wait': colors.yellow[7],
    '--bh-off': colors.gray[6],
  },
  dark: {
    '--mantine-color-dimmed': colors.dark[2],
    '--mantine-color-error': colors.red[3],
    '--mantine-color-anchor': colors.petrol?.[3] ?? '',
    '--bh-rail': colors.dark[8],
    '--bh-surface': colors.dark[6],
    '--bh-sunken': colors.dark[7],
    '--bh-line': '#2d3c43',
    '--bh-accent-soft': 'color-mix(in srgb, var(--mantine-color-petrol-5) 30%, var(--bh-surface))',
    ...tints('10%'),
    '--bh-good': colors.green[3],
    '--bh-bad': colors.red[3],
    '--bh-wait': colors.yellow[3],
    '--bh-off': colors.dark[2],
  },
});

/** The ground of alerts: a breath of their tone on the surface. */
function tints(share: string): Record<string, string> {
  const tint = (tone: string) => `color-mix(in srgb, var(--bh-${tone}) ${share}, var(--bh-surface))`;
  const text = (tone: string) => `var(--bh-${tone})`;
  return {
    '--mantine-color-red-light': tint('bad'),
    '--mantine-color-red-light-color': text('bad'),
    '--mantine-color-yellow-light': tint('wait'),
    '--mantine-color-yellow-light-color': text('wait'),
  };
}

/** The style sheet: what differs from the library's default variables, and our own. */
export function themeStyleSheet(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const present = defaultCssVariablesResolver(merged);
  const usual = defaultCssVariablesResolver(DEFAULT_THEME);
  const own = ours(merged);
  return convertCssVariables(
    {
      variables: { ...changed(present.variables, usual.variables), ...own.variables },
      light: { ...changed(present.light, usual.light), ...own.light },
      dark: { ...changed(present.dark, usual.dark), ...own.dark },
    },
    ':root',
  );
}

function changed(present: Record<string, string>, usual: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(present).filter(([name, value]) => usual[name] !== value));
}
