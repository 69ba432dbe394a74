import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const size = {
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-lines': ['error', { max: 350 }],
};

const doors = {
  'no-restricted-imports': [
    'error',
    { patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/ipc talks to the shell.' }] },
  ],
};

// A style attribute in markup is parsed as HTML, which the content security policy refuses; directives go through the CSSOM.
const policy = {
  'no-restricted-syntax': [
    'error',
    {
      selector: 'SvelteAttribute[key.name="style"]',
      message: 'The content security policy blocks style attributes: use a class or a style: directive.',
    },
  ],
  'svelte/no-at-html-tags': 'error',
};

export default defineConfig(
  globalIgnores(['dist', 'node_modules', 'src/ipc/generated']),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      ...size,
      ...doors,
      // Numbers in template literals are ordinary: only objects print badly.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      ...policy,
      // $props() and $bindable() are declared with let by the framework.
      'prefer-const': 'off',
    },
  },
  {
    // ESLint sees a component as any; svelte-check knows its type and checks every use of it.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['src/ipc/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['*.config.js', '*.config.ts'], languageOptions: { globals: globals.node } },
);
