// Lays out the npm package: node npm.mjs OUT_DIR VERSION

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [to, version] = process.argv.slice(2);
if (!to || !version) throw new Error('usage: npm.mjs OUT_DIR VERSION');
const root = fileURLToPath(new URL('../..', import.meta.url));
const out = resolve(to);
mkdirSync(out, { recursive: true });
const files = [
  ...['index.js', 'node.js', 'index.d.ts', 'README.md'].map((name) => `extension/npm/${name}`),
  ...['sincerely.js', 'sincerely.d.ts', 'sincerely_bg.wasm', 'tables.bin'].map((name) => `extension/wasm/${name}`),
  ...['LICENSE-MIT', 'LICENSE-APACHE', 'CHANGELOG.md'],
];
const names = files.map((path) => {
  const name = path.split('/').at(-1) ?? path;
  cpSync(join(root, path), join(out, name));
  return name;
});
const [, description] = readFileSync(join(root, 'Cargo.toml'), 'utf8').match(/^description = "(.*)"$/m) ?? [];
const manifest = {
  name: 'sincerely',
  version,
  description,
  license: 'MIT OR Apache-2.0',
  type: 'module',
  exports: { '.': { types: './index.d.ts', node: './node.js', default: './index.js' } },
  types: './index.d.ts',
  files: names,
  sideEffects: false,
  engines: { node: '>=20' },
  keywords: ['writing', 'nudge', 'spam', 'text', 'wasm'],
};
writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
