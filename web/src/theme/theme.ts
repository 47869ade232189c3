/** The theme of the component library: colours, type, spacing, and the few defaults that hold everywhere. */
import { createTheme, Drawer, Modal, Tooltip } from '@mantine/core';

import { colors } from '~/theme/colours';

const SANS =
  "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif, 'Noto Color Emoji'";
const MONO = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** The list itself scrolls, not a frame around it: a list box is reached by its field's arrow keys, a frame by nothing. */
const withListThatScrolls = { defaultProps: { withScrollArea: false } };

/** The window is locked by a style sheet (see global.css): the library's own way injects one, which the policy forbids. */
const withoutInjectedStyles = { lockScroll: false };

export const theme = createTheme({
  colors,
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  black: '#1b2a30',
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  defaultRadius: 'sm',
  headings: {
    fontFamily: SANS,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h3: { fontSize: '0.8125rem', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // By name, so that the theme does not bring them to pages without fields.
    Autocomplete: withListThatScrolls,
    Select: withListThatScrolls,
    TagsInput: withListThatScrolls,
    Modal: Modal.extend({
      defaultProps: {
        ...withoutInjectedStyles,
        centered: true,
        radius: 'md',
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
    Drawer: Drawer.extend({ defaultProps: withoutInjectedStyles }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: true } },
    }),
  },
});
