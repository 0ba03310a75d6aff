// What ships, and what must not.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { packaged } from './world.mjs';

const { unzipSync } = createRequire(new URL('../../extension/package.json', import.meta.url))('fflate');
const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'nl', 'pt'];
/** Every file that ships: a new one has to be named here. */
const LISTED = [
  ...LANGUAGES.flatMap((language) => [`_locales/${language}/messages.json`, `options/reasons/${language}.json`]),
  ...['choices', 'engine', 'main', 'memory', 'ports', 'registration', 'signs', 'store', 'sync'].map((name) => `background/${name}.js`),
  ...['content/card.js', 'content/content.js', 'content/nudge.css'],
  ...[16, 32, 48, 96, 128].map((size) => `icons/${size}.png`),
  ...['check', 'mix', 'options', 'popup', 'welcome'].flatMap((name) => [`${name}/${name}.html`, `${name}/${name}.js`]),
  ...['mix/mix.css', 'options/options.css', 'popup/popup.css', 'pages.css', 'tokens.css', 'tryout.css', 'wide.css'],
  ...['element.js', 'pages.js', 'tryout.js', 'manifest.json', 'preset.json', 'options/catalogue.json'],
  ...['sincerely.js', 'sincerely_bg.wasm', 'tables.bin'].map((name) => `wasm/${name}`),
];

for (const browser of ['chrome', 'firefox']) {
  const folder = packaged(browser);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

  test(`${browser}: localhost is nowhere in the package`, () => {
    assert.doesNotMatch(JSON.stringify(manifest), /localhost|127\.0\.0\.1/);
    assert.equal(readFileSync(join(folder, 'preset.json'), 'utf8').trim(), '[]');
  });

  test(`${browser}: the zip has what is listed, as it is in the folder, and nothing else`, () => {
    const files = unzipSync(readFileSync(`${folder}/../sincerely-${browser}-${manifest.version}.zip`));
    assert.deepEqual(Object.keys(files).toSorted(), [...LISTED, ...(browser === 'chrome' ? ['managed.json'] : [])].toSorted());
    for (const [name, bytes] of Object.entries(files)) assert.ok(readFileSync(join(folder, name)).equals(bytes), name);
  });

  test(`${browser}: it may do what it needs and no more`, () => {
    assert.deepEqual(manifest.permissions, ['storage', 'scripting', 'contextMenus', 'activeTab', 'alarms']);
    assert.equal(manifest.content_security_policy.extension_pages, "script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; default-src 'self'; connect-src 'self'");
    assert.ok(manifest.host_permissions.includes('https://x.com/*'));
    assert.ok(!manifest.host_permissions.some((pattern) => pattern.includes('mail.google.com')));
    assert.equal(manifest.web_accessible_resources, undefined);
    // What Chrome does not find there it does not hand on.
    assert.equal(manifest.storage?.managed_schema ?? null, browser === 'chrome' ? 'managed.json' : null);
    assert.equal(existsSync(join(folder, 'managed.json')), browser === 'chrome');
    assert.equal(manifest.content_scripts, undefined, 'scripts are registered by the switches');
  });

  test(`${browser}: every word of the interface is there in every language`, () => {
    const languages = readdirSync(join(folder, '_locales'));
    const keys = (language) => Object.keys(JSON.parse(readFileSync(join(folder, '_locales', language, 'messages.json'), 'utf8')));
    assert.equal(languages.length, 7);
    for (const language of languages) assert.deepEqual(keys(language).toSorted(), keys('en').toSorted());
    const used = ['content/content.js', 'background/signs.js', 'pages.js', 'tryout.js', 'popup/popup.js', 'mix/mix.js', 'options/options.js', 'welcome/welcome.js', 'check/check.js'].map((path) => readFileSync(join(folder, path), 'utf8')).join('\n');
    const pages = ['popup/popup.html', 'mix/mix.html', 'options/options.html', 'welcome/welcome.html', 'check/check.html'].map((path) => readFileSync(join(folder, path), 'utf8')).join('\n');
    const named = [...used.matchAll(/\bui\("?'?([a-z_]+)['"]/g), ...used.matchAll(/'(notice_[a-z_]+)'/g), ...pages.matchAll(/data-(?:ui|placeholder)="([a-z_]+)"/g)];
    assert.ok(named.length >= 40, String(named.length));
    for (const [, key] of named) assert.ok(keys('en').includes(key), key);
  });

  test(`${browser}: only the network of the package itself`, () => {
    const scripts = readdirSync(folder, { recursive: true }).filter((path) => String(path).endsWith('.js'));
    for (const path of scripts) assert.doesNotMatch(readFileSync(join(folder, String(path)), 'utf8'), /XMLHttpRequest|WebSocket|sendBeacon|EventSource/, String(path));
    assert.ok(existsSync(join(folder, 'wasm/sincerely_bg.wasm')));
  });
}
