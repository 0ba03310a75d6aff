// The pages of the matrix at the sites' real addresses; which of them it is stands after the `#`.

import { fileURLToPath } from 'node:url';
import { bundled, page } from '../serve.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** These ask for trusted types. */
const TRUSTED = /(^|\.)(x|youtube|google)\.com$/;

/** @returns {Promise<(url: string) => {status: number, headers: Record<string, string>, body: string}>} */
export async function server() {
  // Editors are loaded by the pages that have them.
  const scripts = await bundled({ absWorkingDir: folder, entryPoints: ['fixtures.js'], splitting: true, outdir: '/matrix/', format: 'esm' });
  return (url) => {
    const { hostname, pathname } = new URL(url);
    const script = scripts.get(pathname);
    if (script) return { status: 200, headers: { 'content-type': 'text/javascript' }, body: script };
    if (pathname === '/favicon.ico') return { status: 404, headers: {}, body: '' };
    return page(hostname, TRUSTED.test(hostname), '<script type="module" src="/matrix/fixtures.js"></script>');
  };
}
