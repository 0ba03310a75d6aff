// The sites of the tests: pages at the real addresses, with a policy as strict as the strictest of them.

import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('pages/', import.meta.url));

/** Editors are the real ones, from npm, bundled for the page that uses them. */
export async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: ['x.js', 'linkedin.js', 'plain.js', 'try.js'],
    bundle: true,
    write: false,
    outdir: '/',
    format: 'iife',
    minify: true,
    define: { global: 'window', 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'text' },
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}

/** Quill 1 writes `innerHTML`, so its site cannot ask for trusted types. */
const policy = (trusted) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-src 'self' blob:${trusted ? "; require-trusted-types-for 'script'" : ''}`;

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
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(site.trusted) },
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${hostname}</title><body><script src="${site.script}"></script></body></html>`,
  };
};
