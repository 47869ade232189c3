import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import { defineConfig } from 'vitest/config';

const server = process.env.BILLHOOK_URL ?? 'http://127.0.0.1:8080';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: 'src/routes',
      generatedRouteTree: 'src/routeTree.gen.ts',
      quoteStyle: 'single',
      semicolons: true,
    }),
    react(),
  ],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  // What the binary sends with the page, so that a breach shows before it is embedded.
  preview: { proxy: {}, headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  server: { proxy: { '/api': server, '/health': server } },
  build: {
    target: 'es2022',
    // The Content-Security-Policy allows no `data:` script or font, and one file per asset caches better.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    // A busy machine is slow, not wrong.
    testTimeout: 20_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
