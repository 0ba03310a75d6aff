// Loads the built module as the background does, but in Node: node smoke.mjs

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Engine, initSync, sites } from '../wasm/sincerely.js';

initSync({ module: readFileSync(new URL('../wasm/sincerely_bg.wasm', import.meta.url)) });
assert.equal(new Engine().check({ text: 'Hi {{first_name}}, loved your work.' }).level, 'warn');
assert.ok(sites().length > 10);
