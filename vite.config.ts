import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where the development server finds the engine and the register. */
const serverUrl = process.env['SERVER_URL'] ?? 'http://127.0.0.1:8080';

/** The development server knows files only: gives it the same addresses that server/pages.ts serves. */
const pageAddresses: Plugin = {
  name: 'page-addresses',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      if (path === '/') request.url = '/desk/home.html';
      else if (/^\/petitions\/[^/.]+$/.test(path)) request.url = '/desk/petition.html';
      else if (/^\/(login|accounts?|handover)$/.test(path)) request.url = `/desk${path}.html`;
      else if (path === '/modeler') request.url = '/modeler/modeler.html';
      next();
    });
  },
};

/** Files smaller than one packet gain nothing. */
const COMPRESSED_FROM_BYTES = 1400;

/** Beside each script and style sheet its compressed form, which the server sends to whoever takes it: a third of the bytes. */
const compressedBeside: Plugin = {
  name: 'compressed-beside',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    // After the builder has written down what each script needs.
    order: 'post',
    handler(_options, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        const content = file.type === 'chunk' ? file.code : file.source;
        if (!/\.(js|css|svg)$/.test(fileName) || content.length < COMPRESSED_FROM_BYTES) continue;
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(content, { level: 9 }) });
      }
    },
  },
};

export default defineConfig({
  appType: 'mpa',
  publicDir: false,
  plugins: [pageAddresses, compressedBeside],
  resolve: { dedupe: ['preact'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist/browser',
    emptyOutDir: true,
    // The editors are large by nature and come as chunks of their own, only when asked for.
    chunkSizeWarningLimit: 2500,
    rollupOptions: {
      output: {
        // What nearly every page loads comes in a few files instead of twenty: each file is a request of its own.
        codeSplitting: {
          groups: [
            {
              name: 'shell',
              test: /vite\/preload-helper|rolldown\/runtime|node_modules\/preact\/|desk\/shell\/.*\.tsx?$/,
            },
            {
              name: 'modeler-texts',
              test: /modeler\/(messages|translations\/(translate|texts|chinese\/(bpmn|panel|element)))/,
            },
            {
              name: 'small-libraries',
              test: /node_modules\/(min-dash|min-dom|tiny-svg|didi|ids|inherits-browser|object-refs|path-intersection)\//,
            },
          ],
        },
      },
      input: {
        home: at('./desk/home.html'),
        petition: at('./desk/petition.html'),
        login: at('./desk/login.html'),
        account: at('./desk/account.html'),
        accounts: at('./desk/accounts.html'),
        handover: at('./desk/handover.html'),
        modeler: at('./modeler/modeler.html'),
      },
    },
  },
  server: { proxy: { '/engine-rest': serverUrl, '/api': serverUrl } },
});
