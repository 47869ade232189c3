import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'test-results', 'playwright-report', '**/*.gen.ts', 'public'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      jsxA11y.flatConfigs.strict,
      reactHooks.configs.flat.recommended,
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A handler given to a button may be async: it reports its own errors.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // `throw redirect(…)` and `throw notFound()` are the router's way.
      '@typescript-eslint/only-throw-error': 'off',
      'max-lines-per-function': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Components are given everything: what they show is a function of their props.
    files: ['src/components/**/*.{ts,tsx}'],
    ignores: ['**/*.test.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['~/services/*', '~/pages/*', '~/routes/*', '~/api/client'],
              message: 'Components take props.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/services/**', 'src/api/**', 'src/words/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['~/components/*', '~/pages/*', '~/routes/*', '@mantine/*'],
              message: 'No interface below the pages.',
            },
          ],
        },
      ],
    },
  },
  { files: ['e2e/**', '**/*.test.{ts,tsx}'], rules: { 'max-lines-per-function': 'off' } },
  {
    // Playwright's fixtures hand over by `use`, which is no React hook, and may take nothing.
    files: ['e2e/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off', 'no-empty-pattern': 'off' },
  },
);
