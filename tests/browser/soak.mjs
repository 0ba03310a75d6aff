// A long day of somebody with a restless hand: node soak.mjs [chromium|firefox] [ACTIONS] [SEED]
// Random actions of one seed; no error in a console that is ours, no switch that is not where it was put, no setting lost.

import { chance } from './random.mjs';
import * as chromium from './drive/chromium.mjs';
import * as firefox from './drive/firefox.mjs';
import { INVITES, TWEETS } from './texts.mjs';
import { World } from './world.mjs';

const [wanted = '', count = '10000', seed = String(Date.now() % 1e6)] = process.argv.slice(2);
const TEXTS = [...TWEETS.nudged.map(([, text]) => text), ...TWEETS.quiet, INVITES.stock, INVITES.unfilled, 'Sure', '😀 é ﬁ שלום\n\n* * *'];
/** Where to write, and under which switch. */
const PLACES = [
  { url: 'https://x.com/home', box: '[data-testid="tweetTextarea_0"]', send: '[data-testid="tweetButtonInline"]', key: 'x' },
  { url: 'https://www.linkedin.com/messaging/thread/1/', box: '.msg-form__contenteditable', send: '.msg-form__send-button', key: 'linkedin' },
  { url: 'https://www.reddit.com/r/otters/', box: '#comment', send: 'form button', key: 'reddit' },
];
const RULES = ['promotional/offer', 'templated/stock-invite', 'promotional/stock-question'];

/** Errors of the pages themselves: their policy refuses their icon, and a frame may go while it is asked. */
const NOT_OURS = /favicon|Content-Security-Policy|ResizeObserver loop/;
/** What Firefox says of a background that was killed while it waited for the browser. */
const KILLED = /^Promise (resolved|rejected) after context unloaded/;

class Soak {
  /** @param {any} driver @param {number} seed */
  constructor(driver, seed) {
    this.world = new World(driver, []);
    this.random = chance(seed);
    /** @type {{page: any, place: typeof PLACES[number]}[]} */
    this.tabs = [];
    /** What was chosen, to be found again. */
    this.chosen = { paused: false, sites: {}, rules_off: new Set(), ignored: new Set(), history: false, mix: false };
    /** @type {string[]} */
    this.wrong = [];
    this.log = [];
  }

  /** @template T @param {T[]} list @returns {T} */
  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  change(change) {
    return this.world.ask({ ask: 'change', change });
  }

  /** What may be done, and how often of a hundred times. @returns {[number, string, (tab: Soak['tabs'][number]) => Promise<unknown>][]} */
  actions() {
    const { browser } = this.world;
    return [
      [30, 'type', async ({ page }) => page.type(this.pick(TEXTS).slice(0, 1 + Math.floor(this.random() * 90)))],
      [8, 'key', async ({ page }) => page.press(this.pick(['Backspace', 'Enter', 'Escape', 'Tab', 'Control+a', 'ArrowLeft', 'Control+z']))],
      [8, 'paste', async ({ page }) => page.paste(this.pick(TEXTS))],
      [14, 'focus', async ({ page, place }) => page.click(place.box).catch(() => {})],
      [6, 'send', async ({ page, place }) => page.click(place.send).catch(() => {})],
      [4, 'card', async ({ page }) => this.press(page, '.chip')],
      [5, 'dismiss', async ({ page }) => this.press(page, 'footer button')],
      [6, 'navigate', async (tab) => this.go(tab, this.pick(PLACES))],
      [3, 'reload', async ({ page }) => this.load(page, () => page.reload())],
      [3, 'close', async (tab) => this.close(tab)],
      [3, 'kill', async () => browser.killBackground()],
      [4, 'switch', async () => {
        const { key } = this.pick(PLACES);
        const on = this.random() < 0.7;
        await this.change({ set: 'site', key, on });
        this.chosen.sites[key] = on;
      }],
      [1, 'pause', async () => {
        const on = this.random() < 0.3;
        await this.change({ set: 'paused', on });
        this.chosen.paused = on;
      }],
      [2, 'rule', async () => {
        const [id, on] = [this.pick(RULES), this.random() < 0.5];
        await this.change({ set: 'rule', id, on });
        this.chosen.rules_off[on ? 'delete' : 'add'](id);
      }],
      [2, 'ignore', async () => {
        const [phrase, on] = [this.pick(['buy now', 'great post', 'let me know']), this.random() < 0.5];
        await this.change({ set: 'ignore', phrase, on });
        this.chosen.ignored[on ? 'add' : 'delete'](phrase);
      }],
      [1, 'memory', async () => {
        const [what, on] = [this.pick(['history', 'mix']), this.random() < 0.5];
        await this.change({ set: what, on });
        this.chosen[what] = on;
      }],
    ];
  }

  /** Something of the nudge, if there is one; a form that was sent may take the page away meanwhile. */
  async press(page, selector) {
    const pressed = async () => (await page.nudge()) && page.inFace(`function () { this.querySelector('${selector}')?.click(); }`);
    await pressed().catch(() => {});
  }

  /** A form that was sent may be on its way to another page: the drivers neither close it then nor lead it elsewhere. */
  stop(page) {
    return page.evaluate(() => window.stop()).catch(() => {});
  }

  /** @param {any} page @param {() => Promise<unknown>} load */
  async load(page, load) {
    for (let tries = 1; ; tries += 1) {
      await this.stop(page);
      if (await load().then(() => true, (error) => tries === 5 && Promise.reject(error))) return;
    }
  }

  async go(tab, place) {
    tab.place = place;
    await this.load(tab.page, () => tab.page.goto(place.url));
    await tab.page.front();
  }

  async open() {
    const tab = { page: await this.world.browser.newPage(), place: this.pick(PLACES) };
    this.tabs.push(tab);
    await this.go(tab, tab.place);
    return tab;
  }

  async close(tab) {
    this.gather(tab);
    this.tabs = this.tabs.filter((one) => one !== tab);
    await this.stop(tab.page);
    await tab.page.close();
  }

  gather({ page, place }) {
    for (const error of page.tab.errors.splice(0)) if (!NOT_OURS.test(error)) this.wrong.push(`${place.url}: ${error}`);
  }

  /** Every switch and every setting is where it was put. */
  async verify() {
    this.tabs.forEach((tab) => this.gather(tab));
    this.wrong.push(...(await this.world.browser.ownErrors()).filter((error) => !KILLED.test(error)));
    const { settings = {}, ...rest } = await this.world.inner.evaluate(() => chrome.storage.local.get());
    for (const name of Object.keys(rest)) if (/_(damaged|newer)$/.test(name)) this.wrong.push(`${name} was set aside`);
    const { paused, sites, rules_off, ignored, history, mix } = this.chosen;
    const expected = { paused, sites, rules_off: [...rules_off].sort(), ignored: [...ignored].sort(), history, mix };
    for (const [name, value] of Object.entries(expected)) {
      const order = (one) => (one && !Array.isArray(one) && typeof one === 'object' ? Object.entries(one).sort() : one);
      const [found, chosen] = [settings[name] ?? order(value), value].map((one) => JSON.stringify(order(one)));
      if (found !== chosen) this.wrong.push(`${name} is ${found}, chosen was ${chosen}`);
    }
    for (const { url, key } of PLACES) {
      const on = !paused && (sites[key] ?? true);
      if ((await this.world.ask({ ask: 'place', url })).on !== on) this.wrong.push(`${key} should be ${on ? 'on' : 'off'}`);
    }
    const registered = await this.world.inner.evaluate(() => chrome.scripting.getRegisteredContentScripts());
    for (const { key } of PLACES) {
      const on = !paused && (sites[key] ?? true);
      if (registered.some(({ id }) => id === key) !== on) this.wrong.push(`the script of ${key} is ${on ? 'not ' : ''}registered`);
    }
    // Where it is off nothing is left.
    for (const { page, place } of this.tabs) {
      const on = !paused && (sites[place.key] ?? true);
      // Asked again where the page went while it was asked.
      if (!on && (await page.nudge().catch(() => page.nudge()))) this.wrong.push(`a nudge on ${place.key}, which is off`);
    }
  }

  /** @param {number} count */
  async run(count) {
    const { world } = this;
    await world.open();
    const actions = this.actions();
    const sum = actions.reduce((all, [weight]) => all + weight, 0);
    for (let done = 1; done <= count && this.wrong.length === 0; done += 1) {
      if (this.tabs.length === 0 || (this.tabs.length < 4 && this.random() < 0.02)) await this.open();
      let at = this.random() * sum;
      const [, name, act] = actions.find(([weight]) => (at -= weight) < 0) ?? actions[0];
      const tab = this.pick(this.tabs);
      this.log.push(`${done} ${name} on ${tab.place.key}`);
      if (!['kill', 'switch', 'pause', 'rule', 'ignore', 'memory'].includes(name)) await tab.page.front();
      await act(tab);
      if (done % 50 === 0 || done === count) await this.verify();
      if (done % 500 === 0) console.log(`${world.driver.name}: ${done} actions`);
    }
    await world.end();
  }
}

let failed = false;
for (const driver of [chromium, firefox]) {
  if (wanted && wanted !== 'all' && wanted !== driver.name) continue;
  console.log(`${driver.name}: ${count} actions, seed ${seed}`);
  const soak = new Soak(driver, Number(seed));
  await soak.run(Number(count)).catch((error) => soak.wrong.push(String(error.stack ?? error)));
  if (soak.wrong.length > 0) {
    failed = true;
    console.error(`${driver.name}, seed ${seed}:\n${[...new Set(soak.wrong)].join('\n')}\nthe last actions:\n${soak.log.slice(-12).join('\n')}`);
    await soak.world.end().catch(() => {});
  } else console.log(`${driver.name}: nothing wrong`);
}
process.exitCode = failed ? 1 : 0;
