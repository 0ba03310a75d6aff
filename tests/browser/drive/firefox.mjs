// Firefox with the extension, through puppeteer-core over WebDriver BiDi. What the protocol leaves out (pages of an
// extension, stopping its background) is done from the browser's own window, which `--remote-allow-system-access` opens.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { Page } from './page.mjs';

export const name = 'firefox';

const ID = 'sincerely@communicate.invalid';
const HOST = '5e2f0c1a-9d3b-4b7e-8a61-3c4d5e6f7081';

const PREFERENCES = {
  'extensions.webextensions.uuids': JSON.stringify({ [ID]: HOST }),
  // A prompt could not be answered; what is asked for is tested apart.
  'extensions.webextOptionalPermissionPrompts': false,
  'extensions.originControls.grantByDefault': true,
  // A temporary add-on loses its storage when the browser ends.
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
  'intl.accept_languages': 'en-US',
  // By default its clock goes in steps of a millisecond, the very bar of a keystroke.
  'privacy.reduceTimerPrecision': false,
};

/** Names are looked up by the proxy; addresses of the machine itself go there too. @param {number} port */
const proxied = (port) => ({
  'network.proxy.type': 1,
  ...Object.fromEntries(['http', 'ssl'].flatMap((scheme) => [[`network.proxy.${scheme}`, '127.0.0.1'], [`network.proxy.${scheme}_port`, port]])),
  'network.proxy.no_proxies_on': '',
  'network.proxy.allow_hijacking_localhost': true,
  'network.dns.disablePrefetch': false,
});

export const unmanaged = () => '';

/** What an organisation lays down, in a folder that the browser takes for its user's own. @param {string} folder @param {string} _extension @param {object} data */
export function layDown(folder, _extension, data) {
  mkdirSync(join(folder, '.mozilla/managed-storage'), { recursive: true });
  writeFileSync(join(folder, `.mozilla/managed-storage/${ID}.json`), JSON.stringify({ name: ID, description: 'of a test', type: 'storage', data }));
}

/** @param {import('./page.mjs').Launch} options */
export async function launch({ extension, profile, serve, proxy, managed, dark = false, forced = false, headless = true, viewport = { width: 1000, height: 700 } }) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX_BIN || '/usr/bin/firefox-esr',
    headless,
    ...(managed && { env: { ...process.env, HOME: managed } }),
    userDataDir: profile,
    defaultViewport: headless ? viewport : null,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: { ...PREFERENCES, ...(proxy && proxied(proxy)), 'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1, 'browser.display.document_color_use': forced ? 2 : 1 },
  });
  await browser.installExtension(extension);
  return new Firefox(browser, serve);
}

class Firefox {
  constructor(browser, serve) {
    this.browser = browser;
    this.serve = serve;
  }

  /** The session below Puppeteer. @returns {Promise<{send: (method: string, parameters: object) => Promise<{result: any}>}>} */
  async session() {
    const [page] = await this.browser.pages();
    return page.mainFrame().browsingContext.userContext.browser.session;
  }

  async newPage() {
    const page = await this.browser.newPage();
    if (this.serve) {
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        if (!request.url().startsWith('http')) return request.continue();
        const answer = this.serve(request.url());
        // The page may have gone before it is answered.
        (answer ? request.respond(answer) : request.continue()).catch(() => {});
      });
    }
    const context = page.mainFrame().browsingContext.id;
    const tab = new Tab(page, await this.session(), context);
    page.on('pageerror', (error) => tab.errors.push(String(error)));
    return new Page(tab);
  }

  /** A page of the extension itself, in the background. @param {string} path */
  async extensionPage(path) {
    const session = await this.session();
    const url = `moz-extension://${HOST}/${path}`;
    await this.asBrowser(`gBrowser.addTab(${JSON.stringify(url)}, {triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal()})`);
    for (;;) {
      const { result } = await session.send('browsingContext.getTree', { maxDepth: 0 });
      const found = result.contexts.find((context) => context.url === url);
      if (!found) continue;
      const page = new Page(new Tab(undefined, session, found.context));
      // It has its address before it has what an extension's page has.
      if (await page.evaluate(() => typeof chrome !== 'undefined').catch(() => false)) return page;
    }
  }

  async killBackground() {
    await this.asBrowser(`(async () => {
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(ID)});
      await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
      if (extension.backgroundState !== 'stopped') throw new Error(extension.backgroundState);
    })()`);
  }

  /** Errors in the browser's console that scripts of the extension made, since it was asked last. */
  async ownErrors() {
    const said = await this.asBrowser(`(() => {
      const errors = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag) && one.sourceName?.includes(${JSON.stringify(HOST)}));
      Services.console.reset();
      return JSON.stringify(errors.map(({ errorMessage, sourceName, lineNumber }) => errorMessage + ' (' + sourceName + ':' + lineNumber + ')'));
    })()`);
    return JSON.parse(said);
  }

  /** @param {string} expression run with the rights of the browser itself @returns {Promise<any>} */
  async asBrowser(expression) {
    const session = await this.session();
    const { result } = await session.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
    const answer = await session.send('script.evaluate', {
      expression,
      target: { context: result.contexts[0].context },
      awaitPromise: true,
    });
    if (answer.result.type === 'exception') throw new Error(answer.result.exceptionDetails.text);
    return answer.result.result.value;
  }

  /** What the person would be asked for when a site is switched on. @param {string[]} origins */
  async grant(origins) {
    await this.asBrowser(`(async () => {
      const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(ID)});
      await ExtensionPermissions.add(extension.id, { origins: ${JSON.stringify(origins)}, permissions: [] }, extension);
    })()`);
  }

  /** Runs with the global object of the background. @param {string} source of a function @param {World} world */
  async inBackground(source, world) {
    await world.ask({ ask: 'remembered' });
    await world.inner.evaluate(`async () => void (${source})(await chrome.runtime.getBackgroundPage())`);
  }

  /** What the browser tells the background when the keys of a command are pressed. */
  async command(name) {
    await this.asBrowser(`WebExtensionPolicy.getByID(${JSON.stringify(ID)}).extension.shortcuts.onCommand(${JSON.stringify(name)})`);
  }

  /** The person closed the window. */
  closed() {
    return new Promise((resolve) => this.browser.once('disconnected', resolve));
  }

  close() {
    return this.browser.close();
  }

  /** As if the machine had lost its power. */
  async crash() {
    const child = this.browser.process();
    const closed = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await closed;
  }
}

class Tab {
  constructor(page, session, context) {
    this.page = page;
    this.session = session;
    this.target = { context };
    /** @type {string[]} */
    this.errors = [];
  }

  goto(url) {
    return this.page.goto(url);
  }

  async reload() {
    await this.session.send('browsingContext.reload', { ...this.target, wait: 'complete' });
  }

  async front() {
    await this.session.send('browsingContext.activate', this.target);
  }

  async close() {
    await this.session.send('browsingContext.close', this.target);
  }

  /** In the page's own world; answers cross as JSON. */
  async evaluate(source, values) {
    const { result } = await this.session.send('script.evaluate', {
      expression: `(async () => JSON.stringify(await (${source})(...${JSON.stringify(values)})))()`,
      target: this.target,
      awaitPromise: true,
      userActivation: true,
    });
    if (result.type === 'exception') throw new Error(result.exceptionDetails.text);
    return result.result.value === undefined ? undefined : JSON.parse(result.result.value);
  }

  async inClosed(element, source, values) {
    // An element can be spoken of in the frame it stands in only.
    const { result: tree } = await this.session.send('browsingContext.getTree', { root: this.target.context });
    const contexts = (/** @type {any} */ { context, children }) => [...children.flatMap(contexts), context];
    for (const context of tree.contexts.flatMap(contexts)) {
      const answer = await this.inClosedOf({ context }, element, source, values);
      if (answer !== null) return answer;
    }
    return null;
  }

  async inClosedOf(target, element, source, values) {
    const found = await this.session.send('script.evaluate', {
      expression: `(${element})()`,
      target,
      awaitPromise: false,
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 1 },
    });
    const root = found.result.result?.value?.shadowRoot?.sharedId;
    if (!root) return null;
    const { result } = await this.session.send('script.callFunction', {
      functionDeclaration: `function (...values) { return JSON.stringify((${source}).apply(this, values)); }`,
      this: { sharedId: root },
      arguments: values.map((value) => ({ type: typeof value, value })),
      target,
      awaitPromise: false,
    });
    if (result.type === 'exception') throw new Error(result.exceptionDetails.text);
    return result.result.value === undefined ? undefined : JSON.parse(result.result.value);
  }

  type(text) {
    if (this.page) return this.page.keyboard.type(text);
    return this.keys([...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]));
  }

  /** In a page of the extension, which is none of Puppeteer's. @param {{type: string, value: string}[]} actions */
  async keys(actions) {
    await this.session.send('input.performActions', { ...this.target, actions: [{ type: 'key', id: 'keys', actions }] });
  }

  async press(key) {
    const keys = key.split('+').map((name) => ({ ControlOrMeta: 'Control' })[name] ?? name);
    if (!this.page) {
      // https://w3c.github.io/webdriver/#keyboard-actions
      const values = keys.map((name) => ({ Tab: '\uE004', Control: '\uE009', Enter: '\uE007', Escape: '\uE00C' })[name] ?? name);
      return this.keys([...values.map((value) => ({ type: 'keyDown', value })), ...values.toReversed().map((value) => ({ type: 'keyUp', value }))]);
    }
    for (const name of keys) await this.page.keyboard.down(name);
    for (const name of keys.reverse()) await this.page.keyboard.up(name);
  }

  resize(width, height, devicePixelRatio) {
    return this.session.send('browsingContext.setViewport', { ...this.target, viewport: { width, height }, devicePixelRatio });
  }

  async click(x, y) {
    const pointer = [{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    await this.session.send('input.performActions', {
      ...this.target,
      actions: [{ type: 'pointer', id: 'mouse', actions: pointer }],
    });
  }

  wheel(x, y, by) {
    return this.page.mouse.move(x, y).then(() => this.page.mouse.wheel({ deltaY: by }));
  }

  async screenshot(path) {
    const { result } = await this.session.send('browsingContext.captureScreenshot', this.target);
    const { writeFile } = await import('node:fs/promises');
    await writeFile(path, Buffer.from(result.data, 'base64'));
  }
}
