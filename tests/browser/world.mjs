// One browser with the packaged extension for a file of tests, in each browser; what every test needs around it.

import { after, before, describe } from 'node:test';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as chromium from './drive/chromium.mjs';
import * as firefox from './drive/firefox.mjs';
import { until } from './drive/page.mjs';
import { bundle, server } from './serve.mjs';

const DIST = process.env.SINCERELY_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));
export const packaged = (browser) => join(DIST, browser === 'firefox' ? 'firefox' : 'chrome');

/** @param {string} what @param {(world: World) => void} tests @param {{hosts?: string[], privately?: boolean, language?: string, viewport?: {width: number, height: number}, policy?: object, serve?: () => Promise<import('./drive/page.mjs').Launch['serve']>}} [options] hosts granted from the start in Chromium, where a prompt cannot be answered; whether it may run in private windows; the language of the interface, whatever the browser's is; what an organisation lays down; other pages */
export function inBothBrowsers(what, tests, { hosts = [], serve, language, policy, ...options } = {}) {
  for (const driver of [chromium, firefox]) {
    if (process.env.BROWSERS && !process.env.BROWSERS.includes(driver.name)) continue;
    describe(`${what}, ${driver.name}`, { skip: (policy && driver.unmanaged()) || false }, () => {
      const world = new World(driver, hosts, serve, language);
      if (policy) world.layDown(policy);
      before(() => world.open(options));
      after(() => world.end());
      tests(world);
    });
  }
}

async function closeWelcome() {
  // In Firefox the page may be on its way.
  if (!globalThis.chrome?.tabs) return false;
  const found = await chrome.tabs.query({ url: chrome.runtime.getURL('welcome/*') });
  await chrome.tabs.remove(found.map(({ id }) => id));
  return found.length > 0;
}

export class World {
  constructor(driver, hosts, serve = async () => server(await bundle()), language) {
    this.driver = driver;
    this.hosts = hosts;
    this.pages = serve;
    this.language = language;
    this.folder = mkdtempSync(join(tmpdir(), 'sincerely-'));
  }

  get isFirefox() {
    return this.driver.name === 'firefox';
  }

  async open(options = {}) {
    this.serve ??= await this.pages();
    this.browser = await this.driver.launch({ extension: this.extension(), profile: join(this.folder, 'profile'), serve: this.serve, managed: this.managed, ...options });
    /** A page of the extension, to ask the background from. */
    this.inner = await this.browser.extensionPage('popup/popup.html');
    // The page that welcomes takes the focus when it comes.
    const isFirst = !this.isWelcomed;
    this.isWelcomed = true;
    if (isFirst && !options.privately) await until(() => this.inner.evaluate(closeWelcome).catch(() => false), 'the welcome page');
  }

  /** What an organisation lays down: for this browser only, and gone with it. @param {object} policy */
  layDown(policy) {
    this.managed = join(this.folder, 'managed');
    this.driver.layDown(this.managed, this.extension(), policy);
  }

  extension() {
    const packed = packaged(this.driver.name);
    const hosts = this.isFirefox ? [] : this.hosts;
    if (hosts.length === 0 && !this.language) return packed;
    const folder = join(this.folder, 'extension');
    cpSync(packed, folder, { recursive: true });
    if (this.language) cpSync(join(packed, '_locales', this.language), join(folder, '_locales/en'), { recursive: true });
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    manifest.host_permissions.push(...hosts);
    writeFileSync(path, JSON.stringify(manifest));
    return folder;
  }

  async restart(options = {}) {
    await this.browser.close();
    await this.open(options);
  }

  async end() {
    await this.browser?.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A page at a site's real address, closed when the test ends. @param {import('node:test').TestContext} t @param {string} url */
  async visit(t, url) {
    const page = await this.browser.newPage();
    t.after(() => page.close());
    await page.goto(url);
    await page.front();
    return page;
  }

  /** Switches on a site that nobody listed, as a person does: in the popup, which asks for the permission. */
  async switchOn(t, url) {
    const popup = await this.popup(t, url);
    const on = () => popup.evaluate(() => document.querySelector('#switch').checked && document.querySelector('#access').hidden);
    if (!(await on())) await popup.click('#switch');
    await until(on, 'the site to be on');
    await popup.close();
  }

  /** A page in a private window, where a test has to see first that the extension runs at all. */
  async privately(t, url) {
    const page = await this.browser.privatePage(this.inner);
    t.after(() => page.close());
    await page.goto(url);
    await page.front();
    return page;
  }

  /** The popup, as it stands over a page. @param {import('node:test').TestContext} t @param {string} url @param {number} [tab] */
  async popup(t, url, tab = -1) {
    const popup = await this.browser.extensionPage(`popup/popup.html?url=${encodeURIComponent(url)}&tab=${tab}`);
    t.after(() => popup.close());
    await popup.front();
    await until(() => popup.evaluate(() => Boolean(document.querySelector('#why')?.textContent)), 'the popup');
    return popup;
  }

  /** @param {object} message to the background */
  ask(message) {
    return this.inner.evaluate((message) => chrome.runtime.sendMessage(message), message);
  }

  /** Runs in our own world of every page of a site. @param {string} pattern @param {Function | string} what a function, or a file of the package */
  inOurWorld(pattern, what) {
    const script = typeof what === 'string' ? `files: [${JSON.stringify(what)}]` : `func: ${what}`;
    return this.inner.evaluate(`async (url) => {
      const tabs = await chrome.tabs.query({ url });
      const results = await Promise.all(tabs.map(({ id }) => chrome.scripting.executeScript({ target: { tabId: id }, ${script} })));
      return results.flat().map(({ result }) => result ?? null);
    }`, pattern);
  }

  /** What the background remembers of the last look at a page of a site, or null. @param {string} pattern */
  last(pattern) {
    return this.inner.evaluate(async (url) => {
      const tabs = await chrome.tabs.query({ url });
      const looks = await Promise.all(tabs.map(({ id }) => chrome.runtime.sendMessage({ ask: 'last', tab: id })));
      return looks.findLast((look) => look) ?? null;
    }, pattern);
  }

  /** Waits until a text of this length was judged there. @param {string} pattern @param {number} length */
  judged(pattern, length) {
    return until(async () => {
      const last = await this.last(pattern);
      return last?.length === length && last;
    }, `a look at ${length} characters`);
  }
}
