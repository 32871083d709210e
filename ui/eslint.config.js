import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const FEATURES = ['auth', 'projects', 'runs', 'charts', 'artifacts', 'tables', 'finetunes', 'settings'];

/** app -> features -> components -> lib; features never know each other; testing is for tests alone. */
const ARROWS = [
  ...FEATURES.map((feature) => ({
    target: `./src/features/${feature}`,
    from: './src/features',
    except: [`./${feature}`],
    message: 'Features never import each other: compose them in app/.',
  })),
  { target: './src/features', from: './src/app', message: 'A feature does not know the app.' },
  { target: './src/components', from: ['./src/app', './src/features'], message: 'Shared components know no feature.' },
  { target: './src/lib', from: ['./src/app', './src/features', './src/components'], message: 'lib/ is the inmost ring.' },
];

export default tseslint.config(
  { ignores: ['dist', 'target', 'node_modules', 'test-results', '**/*.generated.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'react-hooks': hooks, 'import-x': importX },
    settings: {
      'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.tsx', '.js'] })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      ...hooks.configs.recommended.rules,
      // The virtualiser hands out functions on purpose; the compiler this rule prepares for is not in use.
      'react-hooks/incompatible-library': 'off',
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: ARROWS }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // The router's redirect() and notFound() are thrown by design.
      '@typescript-eslint/only-throw-error': 'off',
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'lib/api-client.ts is the only fetch.' },
        { name: 'EventSource', message: 'lib/api-client.ts reads event streams.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'fetch', message: 'lib/api-client.ts is the only fetch.' },
        { object: 'globalThis', property: 'fetch', message: 'lib/api-client.ts is the only fetch.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="URLSearchParams"]', message: 'lib/url-state.ts is the only codec of addresses.' },
        { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: 'Text stays text.' },
      ],
    },
  },
  { files: ['src/lib/api-client.ts'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['src/lib/url-state.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.test.{ts,tsx}', 'src/testing/**', 'e2e/**', '*.config.ts'],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-syntax': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['scripts/**', 'public/**', 'eslint.config.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', document: 'readonly', window: 'readonly', localStorage: 'readonly', URL: 'readonly' } },
  },
);
