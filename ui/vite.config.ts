import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  // The shell's development address names this port, so a silent move to the next one would show an empty window.
  server: { port: 1420, strictPort: true, host: '127.0.0.1' },
  build: {
    outDir: 'dist',
    // The oldest engines that know light-dark(): WebKitGTK 2.50 and WebView2 are newer, WKWebView has it since Safari 17.5.
    target: ['safari17.5', 'chrome123'],
    // The content security policy allows files of our own only: no data: addresses, no inline helpers.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The window at the counter, and the person's own mirror, which shares no more with it than colours and the outline.
    rolldownOptions: { input: ['index.html', 'mirror.html'] },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/dev/test-setup.ts'],
    restoreMocks: true,
  },
});
