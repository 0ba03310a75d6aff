// Chromium with the extension, through playwright-core; what Playwright does not give comes over a raw CDP session.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Page } from './page.mjs';

export const name = 'chromium';

/** The browser's own record of what it asked the network, in the profile. */
export const NET_LOG = 'net-log.json';

const EXECUTABLE = process.env.CHROME_BIN || '/usr/bin/chromium';
/** Where Debian's Chromium looks for policies. */
const MANAGED = '/etc/chromium';
/** In namespaces of its own, which need no root, a process sees another folder there, and nobody else does. */
const instead = (folder) => `mount --bind '${folder}' ${MANAGED}`;

/** Why no policy can be laid down, or an empty text. */
export function unmanaged() {
  if (!existsSync(MANAGED)) return `there is no ${MANAGED}`;
  const { status, stderr, error } = spawnSync('unshare', ['-rm', 'sh', '-c', instead(tmpdir())], { encoding: 'utf8' });
  return status === 0 ? '' : `no namespace of its own for ${MANAGED}: ${error ?? stderr.trim()}`;
}

/** What an organisation lays down, in a folder that a browser finds where the system has its own. @param {string} folder @param {string} extension @param {object} policy */
export function layDown(folder, extension, policy) {
  // The id of an unpacked extension: https://source.chromium.org/chromium/chromium/src/+/main:components/crx_file/id_util.cc
  const hash = createHash('sha256').update(extension).digest('hex').slice(0, 32);
  const id = hash.replaceAll(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 16)));
  mkdirSync(join(folder, 'policies/managed'), { recursive: true });
  writeFileSync(join(folder, 'policies/managed/sincerely.json'), JSON.stringify({ '3rdparty': { extensions: { [id]: policy } } }));
  writeFileSync(join(folder, 'chromium'), `#!/bin/sh\nexec unshare -rm sh -c "${instead(folder)}"' && exec "$@"' - ${EXECUTABLE} "$@"\n`, { mode: 0o755 });
}

/** @param {import('./page.mjs').Launch} options */
export async function launch({ privately = false, ...options }) {
  const browser = await start(options);
  if (!privately) return browser;
  // The switch of chrome://extensions would end an extension of the command line; the profile remembers it, too.
  await browser.close();
  const path = join(options.profile, 'Default', 'Preferences');
  const preferences = JSON.parse(readFileSync(path, 'utf8'));
  preferences.extensions.settings[new URL(browser.origin).host].incognito = true;
  writeFileSync(path, JSON.stringify(preferences));
  return start(options);
}

async function start({ extension, profile, serve, proxy, managed, dark = false, forced = false, headless = true, viewport = { width: 1000, height: 700 } }) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: managed ? join(managed, 'chromium') : EXECUTABLE,
    // Playwright's own headless is another browser, without extensions.
    headless: false,
    viewport: headless ? viewport : null,
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forced ? 'active' : 'none',
    args: [
      ...(headless ? ['--headless=new'] : []),
      // Chrome's sandbox refuses to work for root, who is who runs in a container, or in a namespace of its own.
      ...(managed || process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
      // Names are looked up by the proxy; addresses of the machine itself go there too.
      ...(proxy ? [`--proxy-server=http://127.0.0.1:${proxy}`, '--proxy-bypass-list=<-loopback>', `--log-net-log=${profile}/${NET_LOG}`] : []),
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      '--lang=en-US',
    ],
  });
  if (serve) {
    await context.route(/^https?:/, (route) => {
      const answer = serve(route.request().url());
      return answer ? route.fulfill(answer) : route.continue();
    });
  }
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return new Chromium(context, worker.url().split('/').slice(0, 3).join('/'), serve);
}

/** An answer of a worker that ends may never come. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 100));

class Chromium {
  constructor(context, origin, serve) {
    this.context = context;
    this.origin = origin;
    this.serve = serve;
    /** @type {string[]} */
    this.said = [];
    const listen = (worker) => worker.on('console', (message) => message.type() === 'error' && this.said.push(message.text()));
    context.serviceWorkers().forEach(listen);
    context.on('serviceworker', listen);
  }

  /** Errors in the console of the background, since it was asked last. */
  async ownErrors() {
    return this.said.splice(0);
  }

  async newPage() {
    return this.wrap(await this.context.newPage());
  }

  /** An empty page in a private window. @param {Page} inner a page of the extension */
  async privatePage(inner) {
    const [page] = await Promise.all([
      this.context.waitForEvent('page'),
      inner.evaluate(() => chrome.windows.create({ incognito: true, url: 'about:blank' }).then(() => null)),
    ]);
    return this.wrap(page);
  }

  async wrap(page) {
    const tab = new Tab(page, await this.context.newCDPSession(page));
    page.on('pageerror', (error) => tab.errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && message.location().url.startsWith(this.origin) && tab.errors.push(message.text()));
    return new Page(tab);
  }

  /** A page of the extension itself, in the background. @param {string} path */
  async extensionPage(path) {
    const page = await this.newPage();
    await page.goto(`${this.origin}/${path}`);
    return page;
  }

  /** The background as the protocol knows it. @param {any} session */
  async background(session) {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(this.origin));
  }

  /** What the background holds, in megabytes: objects, and buffers beside the module's memory. */
  async backgroundMemory() {
    const session = await this.context.browser().newBrowserCDPSession();
    const { targetId } = await this.background(session);
    const { sessionId } = await session.send('Target.attachToTarget', { targetId });
    const answer = new Promise((resolve) => {
      // Events come the same way, and have no result.
      session.on('Target.receivedMessageFromTarget', ({ message }) => JSON.parse(message).result && resolve(JSON.parse(message).result));
    });
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: 1, method: 'Runtime.getHeapUsage' }) });
    const { usedSize, backingStorageSize } = await answer;
    await session.detach();
    return { heap_megabytes: usedSize / 1e6, buffers_megabytes: backingStorageSize / 1e6 };
  }

  /** As the browser does after half a minute: over the protocol, since Playwright keeps the worker alive. */
  async killBackground() {
    const session = await this.context.browser().newBrowserCDPSession();
    const found = () => this.background(session);
    const worker = await found();
    if (worker) {
      // Another may be there at once, under the same name, when a page has something to say: it does not know the mark.
      const run = (expression) => Promise.race([this.context.serviceWorkers().at(-1).evaluate(expression), turn()]).catch(() => {});
      await run('void (self.marked = true)');
      await session.send('Target.closeTarget', { targetId: worker.targetId });
      while ((await found()) && (await run('self.marked ?? false')) !== false);
    }
    await session.detach();
  }

  /** Nobody can answer the question there: the manifest has it. */
  async grant() {}

  /** Runs in the background, with its global object. @param {string} source of a function @param {World} world */
  async inBackground(source, world) {
    // It may have been stopped: whoever asks wakes it.
    await world.ask({ ask: 'remembered' });
    await this.context.serviceWorkers().at(-1).evaluate(`(${source})(self)`);
  }

  /** What the browser tells the background when the keys of a command are pressed; they do not reach a headless one. */
  async command(name, url) {
    const [worker] = this.context.serviceWorkers();
    await worker.evaluate(
      async ([name, url]) => {
        const [tab] = await chrome.tabs.query({ url });
        chrome.commands.onCommand.dispatch(name, tab);
      },
      [name, url],
    );
  }

  /** The person closed the window. */
  closed() {
    return new Promise((resolve) => this.context.once('close', resolve));
  }

  close() {
    return this.context.close();
  }

  /** As if the machine had lost its power. */
  async crash() {
    const session = await this.context.browser().newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const closed = this.closed();
    process.kill(processInfo.find(({ type }) => type === 'browser').id, 'SIGKILL');
    await closed;
  }
}

class Tab {
  constructor(page, cdp) {
    this.page = page;
    this.cdp = cdp;
    /** @type {string[]} */
    this.errors = [];
  }

  goto(url) {
    return this.page.goto(url);
  }

  reload() {
    return this.page.reload();
  }

  front() {
    return this.page.bringToFront();
  }

  close() {
    return this.page.close();
  }

  /** In the page's own world. @param {string} source of a function @param {unknown[]} values */
  async evaluate(source, values) {
    const { result, exceptionDetails } = await this.cdp.send('Runtime.evaluate', {
      expression: `(${source})(...${JSON.stringify(values)})`,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** With the closed shadow root of an element as `this`. @param {string} element source of a function @param {string} source */
  async inClosed(element, source, values) {
    const { result } = await this.cdp.send('Runtime.evaluate', { expression: `(${element})()` });
    if (!result.objectId) return null;
    const { node } = await this.cdp.send('DOM.describeNode', { objectId: result.objectId, depth: 1, pierce: true });
    const backendNodeId = node.shadowRoots?.[0].backendNodeId;
    if (!backendNodeId) return null;
    const { object } = await this.cdp.send('DOM.resolveNode', { backendNodeId });
    const answer = await this.cdp.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: source,
      arguments: values.map((value) => ({ value })),
      returnByValue: true,
    });
    return answer.result.value;
  }

  /** The listeners that scripts of the extension have on the page; each world of a page has its own list. */
  async ourListeners() {
    const worlds = [];
    const found = ({ context }) => context.origin.startsWith('chrome-extension:') && worlds.push(context.id);
    this.cdp.on('Runtime.executionContextCreated', found);
    await this.cdp.send('Runtime.disable');
    await this.cdp.send('Runtime.enable');
    this.cdp.off('Runtime.executionContextCreated', found);
    const lists = await Promise.all(
      worlds.map(async (contextId) => {
        const expression = 'JSON.stringify([document, window, ...document.querySelectorAll("*")].flatMap((one) => Object.keys(getEventListeners(one))))';
        const { result } = await this.cdp.send('Runtime.evaluate', { expression, contextId, includeCommandLineAPI: true });
        return JSON.parse(result.value);
      }),
    );
    return lists.flat();
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  click(x, y) {
    return this.page.mouse.click(x, y);
  }

  wheel(x, y, by) {
    return this.page.mouse.move(x, y).then(() => this.page.mouse.wheel(0, by));
  }

  resize(width, height, deviceScaleFactor) {
    return this.cdp.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile: false });
  }

  async drag(from, to) {
    const { mouse } = this.page;
    await mouse.move(...from);
    await mouse.down();
    await mouse.move(from[0] + 10, from[1] + 3, { steps: 5 });
    await mouse.move(...to, { steps: 5 });
    await mouse.up();
  }

  /** A composition in progress; empty ends it. @param {string} text */
  async compose(text) {
    await this.cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }

  async commit(text) {
    await this.cdp.send('Input.insertText', { text });
  }

  screenshot(path) {
    return this.page.screenshot({ path });
  }
}
