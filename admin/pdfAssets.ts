import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import type { Plugin } from 'vite';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
/** Without the character maps, Chinese text whose font is not embedded comes out empty; without the fonts, in boxes. */
const FOLDERS = ['cmaps', 'standard_fonts', 'wasm'];
const BASE = 'pdfjs';
const TYPES: Record<string, string> = { '.wasm': 'application/wasm', '.js': 'text/javascript' };

/** Puts what the PDF viewer loads while it runs beside the built front end, under /pdfjs/, and serves it to developers. */
export function pdfAssets(): Plugin {
  const files = new Map(
    FOLDERS.flatMap(folder => readdirSync(join(PACKAGE, folder)).map(name => [`${BASE}/${folder}/${name}`, join(PACKAGE, folder, name)])),
  );
  return {
    name: 'pdf-assets',
    generateBundle() {
      for (const [fileName, path] of files) this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = files.get((request.url ?? '').slice(1).split('?')[0] ?? '');
        if (!path) return next();
        response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
        createReadStream(path).pipe(response);
      });
    },
  };
}
