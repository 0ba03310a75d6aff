// The sites of the tests: pages at the real addresses, with a policy as strict as the strictest of them.

import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('pages/', import.meta.url));

/** Scripts by their paths: editors are the real ones, from npm, bundled for the page that uses them. @param {import('esbuild').BuildOptions} options */
export async function bundled(options) {
  const { outputFiles = [] } = await build({
    bundle: true,
    write: false,
    minify: true,
    define: { global: 'window', 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'text' },
    logLevel: 'error',
    ...options,
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}

export const bundle = () => bundled({ absWorkingDir: folder, entryPoints: ['x.js', 'linkedin.js', 'plain.js', 'try.js'], outdir: '/', format: 'iife' });

/** Quill 1 writes `innerHTML`, so its site cannot ask for trusted types. @param {boolean} trusted */
const policy = (trusted) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-src 'self' blob:${trusted ? "; require-trusted-types-for 'script'" : ''}`;

/** A page with one script, under its site's policy. @param {string} hostname @param {boolean} trusted @param {string} script */
export const page = (hostname, trusted, script) => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(trusted) },
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${hostname}</title><body>${script}</body></html>`,
});

const SITES = {
  'x.com': { script: '/x.js', trusted: true },
  'www.linkedin.com': { script: '/linkedin.js', trusted: false },
};

/** @param {Map<string, string>} scripts @returns {(url: string) => {status: number, headers: Record<string, string>, body: string}} */
export const server = (scripts) => (url) => {
  const { hostname, pathname } = new URL(url);
  const script = scripts.get(pathname);
  if (script) return { status: 200, headers: { 'content-type': 'text/javascript' }, body: script };
  if (pathname.includes('.')) return { status: 404, headers: {}, body: '' };
  const site = SITES[hostname] ?? { script: '/plain.js', trusted: false };
  return page(hostname, site.trusted, `<script src="${site.script}"></script>`);
};
