// Opens a browser with the development build on the try-it page: node run.mjs DIST chrome|firefox [--headless]
// With --headless it writes a draft there, saves a picture of what is shown and prints the report instead.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Engine, initSync, installTables } from '../../extension/wasm/sincerely.js';
import { bundle } from './serve.mjs';
import * as chromium from './drive/chromium.mjs';
import * as firefox from './drive/firefox.mjs';

const [dist, name = 'chrome', flag] = process.argv.slice(2);
const driver = { chrome: chromium, firefox }[name];
if (!dist || !driver) throw new Error('usage: run.mjs DIST chrome|firefox [--headless]');
const headless = flag === '--headless';
const DRAFT = 'Hi {{first_name}}, I came across your profile and was impressed by your work at {{company}}.';

const scripts = await bundle();
const html = readFileSync(new URL('try.html', import.meta.url));
const server = createServer(({ url = '/' }, response) => {
  const script = scripts.get(url);
  response.writeHead(script || url === '/' ? 200 : 404, { 'content-type': script ? 'text/javascript' : 'text/html; charset=utf-8' });
  response.end(script ?? (url === '/' ? html : ''));
}).listen(0, 'localhost');
await new Promise((resolve) => server.once('listening', resolve));
const url = `http://localhost:${server.address().port}/`;

const profile = mkdtempSync(join(tmpdir(), 'sincerely-run-'));
const browser = await driver.launch({ extension: resolve(dist, name), profile, headless });
try {
  const page = await browser.newPage();
  await page.goto(url);
  if (headless) await show(page);
  else {
    console.log(`${url} is open with the extension; close the browser or press Ctrl+C to end.`);
    await browser.closed();
  }
} finally {
  await browser.close();
  server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

async function show(page) {
  await page.front();
  await page.click('#plain');
  await page.type(DRAFT);
  await page.nudged();
  await page.openCard();
  const picture = resolve(dist, `try-${name}.png`);
  await page.screenshot(picture);
  const beside = (file) => readFileSync(new URL(`../../extension/wasm/${file}`, import.meta.url));
  initSync({ module: beside('sincerely_bg.wasm') });
  installTables(beside('tables.bin'));
  console.log(JSON.stringify(new Engine().check({ text: DRAFT, kind: 'message' }), null, 2));
  console.log(`picture: ${picture}`);
}
