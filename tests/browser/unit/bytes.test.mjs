// How large what people download may be: a budget that grows by itself is none.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotli } from '../../../extension/build/sizes.mjs';

const here = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const packed = (path) => brotli(readFileSync(here(path)));
const kB = 1000;

test('the module, its tables, the content script and the packages keep to their budgets', () => {
  const module = packed('extension/wasm/sincerely_bg.wasm');
  const budgets = [
    ['the module, brotli', module, 300 * kB],
    ['the module and its tables, brotli', module + packed('extension/wasm/tables.bin'), 900 * kB],
    ['the content script, brotli', packed('dist/chrome/content/content.js'), 20 * kB],
    ...readdirSync(here('dist'))
      .filter((name) => /^sincerely-(chrome|firefox)-.*\.zip$/.test(name))
      .map((name) => [name, statSync(here(`dist/${name}`)).size, 1500 * kB]),
  ];
  assert.equal(budgets.length, 5);
  for (const [what, bytes, most] of budgets) assert.ok(bytes > 0 && bytes <= most, `${what}: ${bytes} bytes of ${most}`);
});
