import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * Three targets. Main runs in Node inside Electron and keeps its dependencies outside; the preload is
 * sandboxed, so it must be one CommonJS file although the package is ESM; the page is plain static
 * files that both hosts serve. The browser host and the command line run TypeScript as it stands.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // An import of JSON from a dependency loses its attribute on the way out; bundled, it needs none.
      externalizeDeps: { exclude: ['spdx-license-list'] },
      rolldownOptions: {
        input: {
          main: 'electron/hosts/desktop/main.ts',
          'core-worker': 'electron/core/thread/core-worker.ts',
          'elk-thread': 'electron/core/versions/elk-thread.ts',
          'ahead-thread': 'electron/core/ahead/ahead-thread.ts',
          'checkpoint-thread': 'electron/core/sqlite/checkpoint-thread.ts',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/hosts/desktop/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      // Chromium of the pinned Electron, and what a browser of the last two years can do.
      target: 'es2023',
      modulePreload: { polyfill: false },
      minify: true,
      // A data: font would need another CSP source.
      assetsInlineLimit: 0,
      // Read from this machine, so the default limit for networks says nothing here.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
});
