/** `light-dark()`, `rem()` and the named breakpoints, as Mantine's own styles use them. */
module.exports = { plugins: { 'postcss-preset-mantine': {} } };
