// Loads the built module as the background does, but in Node: node smoke.mjs

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Engine, initSync, installTables, sites } from '../wasm/sincerely.js';

const beside = (name) => readFileSync(new URL(`../wasm/${name}`, import.meta.url));
initSync({ module: beside('sincerely_bg.wasm') });
assert.throws(() => new Engine(), /installTables/);
assert.throws(() => installTables(new Uint8Array(20)), /another|belong/);
installTables(beside('tables.bin'));
assert.equal(new Engine().check({ text: 'Hi {{first_name}}, loved your work.' }).level, 'warn');
assert.ok(sites().length > 10);
