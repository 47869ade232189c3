/** Colours of the library that the theme does not use: nothing names them, and each is thirty variables in the first load. */
const UNUSED = /^--mantine-color-(pink|grape|violet|indigo|cyan|teal|lime|orange)-/;

const withoutUnusedColours = {
  postcssPlugin: 'without-unused-colours',
  Declaration(declaration) {
    if (UNUSED.test(declaration.prop)) declaration.remove();
  },
};

module.exports = {
  plugins: [require('postcss-preset-mantine')(), withoutUnusedColours],
};
