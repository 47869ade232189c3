/** What figures are kept under. */
export const statsKeys = { all: ['stats'] as const };
