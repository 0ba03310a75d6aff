// For Node, whose fetch knows no files.

import { readFile } from 'node:fs/promises';
import { initSync, installTables } from './sincerely.js';

export { Engine, loadSettings, sites } from './sincerely.js';

const beside = (name) => readFile(new URL(name, import.meta.url));

/** @type {Promise<void> | undefined} */
let ready;

/** Loads the module and its tables, once; before it nothing else works. */
export const load = () =>
  (ready ??= (async () => {
    const [module, tables] = await Promise.all([beside('./sincerely_bg.wasm'), beside('./tables.bin')]);
    initSync({ module });
    installTables(tables);
  })());
