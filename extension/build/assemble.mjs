// Lays out one folder a browser and packs each: node assemble.mjs OUT_DIR VERSION [--development]
// What ships is the two tables below, the manifest and what is generated; nothing else is copied.
// A development build may also run on localhost, and is on there from the start.

import { build } from 'esbuild';
import { zipSync } from 'fflate';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifest } from '../manifest.mjs';
import { initSync, sites } from '../wasm/sincerely.js';
import { locales } from './locales.mjs';

/** Files and folders taken as they are. */
const COPIED = ['background', 'check', 'content/card.js', 'content/nudge.css', 'element.js', 'mix', 'options', 'pages.css', 'pages.js', 'popup', 'tokens.css', 'tryout.css', 'tryout.js', 'welcome', 'wide.css', ...[16, 32, 48, 96, 128].map((size) => `icons/${size}.png`), 'wasm/sincerely.js', 'wasm/sincerely_bg.wasm', 'wasm/tables.bin'];
/** Classic scripts, each bundled from the modules it imports: a content script cannot be a module. */
const BUNDLED = { 'content/content.js': 'content/main.js' };

const source = fileURLToPath(new URL('..', import.meta.url));
const [to, version, flag] = process.argv.slice(2);
if (!to || !version) throw new Error('usage: assemble.mjs OUT_DIR VERSION [--development]');
const out = resolve(to);
const development = flag === '--development';
const words = locales(join(source, '../src/nudge'));
/** What the options page lists: the checks, as the command has them, the sites and the languages. */
const rules = execFileSync(join(source, '../target/release/sincerely'), ['rules', '--format', 'json'], { encoding: 'utf8', maxBuffer: 1e8 }).trim().split('\n').map((line) => JSON.parse(line));
initSync({ module: readFileSync(join(source, 'wasm/sincerely_bg.wasm')) });
const catalogue = {
  languages: Object.keys(words),
  rules: rules.map(({ id, family, reason_key, source, entries }) => ({
    id,
    family,
    reason: reason_key,
    source,
    entries: entries.map(({ lang, example, near_miss }) => ({ lang, example, near: near_miss })),
  })),
  sites: sites().map(({ brand, name, on, matches, boxes }) => ({ brand, name, on, matches, boxes: boxes.map(({ name, kind }) => ({ name, kind })) })),
};

for (const browser of /** @type {const} */ (['chrome', 'firefox'])) {
  const folder = join(out, browser);
  for (const path of COPIED) cpSync(join(source, path), join(folder, path), { recursive: true });
  for (const [to, from] of Object.entries(BUNDLED)) {
    await build({
      absWorkingDir: source,
      entryPoints: [from],
      outfile: join(folder, to),
      bundle: true,
      format: 'iife',
      target: ['chrome123', 'firefox142'],
      loader: { '.css': 'text' },
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'warning',
    });
  }
  if (browser === 'chrome') cpSync(join(source, 'managed.json'), join(folder, 'managed.json'));
  const json = (path, value) => write(join(folder, path), `${JSON.stringify(value, null, 2)}\n`);
  json('manifest.json', manifest(browser, version, sites(), development ? ['http://localhost/*'] : []));
  json('preset.json', development ? [{ set: 'site', key: 'localhost', on: true }] : []);
  write(join(folder, 'options/catalogue.json'), JSON.stringify(catalogue));
  for (const [language, { messages, reasons }] of Object.entries(words)) {
    json(`_locales/${language}/messages.json`, messages);
    json(`options/reasons/${language}.json`, reasons);
  }
  write(join(out, `sincerely-${browser}-${version}.zip`), zip(folder));
}

/** The same files give the same bytes: sorted names, one date, and a deflate that no Node release changes. */
function zip(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.slice(folder.length + 1).replaceAll('\\', '/'))
    .sort();
  // a zip's dates are local time, and fflate writes local fields: built from local fields, it is the same in every zone
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))])), { level: 9, mtime });
}

function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
