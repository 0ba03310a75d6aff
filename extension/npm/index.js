// Where a bundler or a browser has put the files: fetched from beside this one.

import init, { installTables } from './sincerely.js';

export { Engine, loadSettings, sites } from './sincerely.js';

/** @type {Promise<void> | undefined} */
let ready;

/** Loads the module and its tables, once; before it nothing else works. */
export const load = () =>
  (ready ??= (async () => {
    const [tables] = await Promise.all([
      fetch(new URL('./tables.bin', import.meta.url)).then((response) => response.arrayBuffer()),
      init({ module_or_path: new URL('./sincerely_bg.wasm', import.meta.url) }),
    ]);
    installTables(new Uint8Array(tables));
  })());
