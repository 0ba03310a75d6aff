// The npm package, as whoever installs it has it: in an empty Node project, and on an empty page that Vite built.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { until } from './drive/page.mjs';
import { inBothBrowsers } from './world.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const version = readFileSync(join(root, 'Cargo.toml'), 'utf8').match(/^version = "(.*)"$/m)?.[1];
const folder = mkdtempSync(join(tmpdir(), 'sincerely-npm-'));
const project = join(folder, 'empty');
const USE = `
  import { Engine, load } from 'sincerely';
  await load();
  const report = new Engine().check({ text: 'Hi {{first_name}}, loved your work.', kind: 'invite' });
`;

before(async () => {
  await run('node', [join(root, 'extension/build/npm.mjs'), join(folder, 'package'), String(version)]);
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: join(folder, 'package') });
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, `sincerely-${version}.tgz`)], { cwd: project });
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('it holds what is listed and nothing else', () => {
  const files = readdirSync(join(project, 'node_modules/sincerely')).toSorted();
  assert.deepEqual(files, ['CHANGELOG.md', 'LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'index.d.ts', 'index.js', 'node.js', 'package.json', 'sincerely.d.ts', 'sincerely.js', 'sincerely_bg.wasm', 'tables.bin']);
});

test('an empty Node project', async () => {
  writeFileSync(join(project, 'use.mjs'), `${USE} console.log(JSON.stringify(report));`);
  const { stdout } = await run('node', ['use.mjs'], { cwd: project });
  assert.equal(JSON.parse(stdout).level, 'warn');
});

test('its types', async () => {
  writeFileSync(join(project, 'use.ts'), `import { Engine, load } from 'sincerely'; const ready: Promise<void> = load(); new Engine().check({ text: '' }); export { ready };`);
  const tsc = join(root, 'extension/node_modules/.bin/tsc');
  const flags = ['--noEmit', '--strict', '--ignoreConfig', '--module', 'nodenext', '--lib', 'esnext,dom', '--types', ''];
  await run(tsc, [...flags, 'use.ts'], { cwd: project }).catch(({ stdout }) => assert.fail(stdout));
});

inBothBrowsers('npm', (world) => {
  test('an empty page, built by Vite', async (t) => {
    writeFileSync(join(project, 'index.html'), '<!doctype html><script type="module" src="/page.js"></script>');
    writeFileSync(join(project, 'page.js'), `${USE} document.title = report.level;`);
    await build({ root: project, logLevel: 'error', configFile: false, build: { target: 'esnext' } });
    const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
    const { serve } = world;
    world.serve = (url) => {
      const { hostname, pathname } = new URL(url);
      if (hostname !== 'vite.example') return serve(url);
      const name = pathname === '/' ? '/index.html' : pathname;
      const file = join(project, 'dist', name);
      // Browsers ask for an icon, too.
      if (!existsSync(file)) return { status: 404, headers: {}, body: '' };
      return { status: 200, headers: { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }, body: readFileSync(file) };
    };
    await world.restart();
    const page = await world.visit(t, 'https://vite.example/');
    await until(() => page.evaluate(() => document.title === 'warn'), 'the report');
  });
});
