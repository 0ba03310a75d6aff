// The pages of the matrix at the sites' real addresses; which of them it is stands after the `#`.

import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Editors are loaded by the pages that have them. */
async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: ['fixtures.js'],
    bundle: true,
    splitting: true,
    write: false,
    outdir: '/matrix/',
    format: 'esm',
    minify: true,
    define: { global: 'window', 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'text' },
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}

/** These ask for trusted types. */
const TRUSTED = /(^|\.)(x|youtube|google)\.com$/;
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-src 'self' blob:";

/** @returns {Promise<(url: string) => {status: number, headers: Record<string, string>, body: string}>} */
export async function server() {
  const scripts = await bundle();
  return (url) => {
    const { hostname, pathname } = new URL(url);
    const script = scripts.get(pathname);
    if (script) return { status: 200, headers: { 'content-type': 'text/javascript' }, body: script };
    if (pathname === '/favicon.ico') return { status: 404, headers: {}, body: '' };
    const policy = TRUSTED.test(hostname) ? `${POLICY}; require-trusted-types-for 'script'` : POLICY;
    return {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${hostname}</title><body><script type="module" src="/matrix/fixtures.js"></script></body></html>`,
    };
  };
}
