// What a test does with a page, the same in both browsers. Everything waits for a condition, nothing for a time.

import assert from 'node:assert/strict';

/**
 * @typedef {object} Launch
 * @property {string} extension folder
 * @property {string} profile folder
 * @property {(url: string) => {status: number, headers: Record<string, string>, body: string} | null} [serve] answers every request, or lets it out
 * @property {number} [proxy] the port of a proxy on this machine that everything has to go through
 * @property {string} [managed] a folder with what an organisation lays down
 * @property {boolean} [dark]
 * @property {boolean} [forced] colours of the person's own, as `forced-colors` has them
 * @property {boolean} [headless]
 * @property {boolean} [privately] the extension may run in private windows
 * @property {{width: number, height: number}} [viewport]
 */

const PATIENCE = 10_000;

/** @template T @param {() => Promise<T>} check until it is truthy @param {string} what */
export async function until(check, what, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) assert.fail(`waited in vain for ${what}`);
    // One turn, so that the browser is not drowned in questions.
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** In the page: an element by selector, through open shadow roots and frames. */
const DEEP = `(selector) => {
  const search = (root) => {
    const found = root.querySelector(selector);
    if (found) return found;
    for (const one of root.querySelectorAll('*')) {
      let inner = one.shadowRoot;
      try { inner ??= one.contentDocument ?? null; } catch {}
      const hit = inner && search(inner);
      if (hit) return hit;
    }
    return null;
  };
  return search(document);
}`;

const HOST = `() => (${DEEP})('div[data-sincerely="nudge"]')`;

/** In the closed root: what a person sees of the nudge. */
function seen() {
  const text = (one) => one?.textContent ?? null;
  const chip = this.querySelector('.chip');
  const card = this.querySelector('.card');
  const entries = (list) =>
    [...(list?.querySelectorAll('li') ?? [])].map((item) => ({ quotes: [...item.querySelectorAll('q')].map(text), reason: text(item.querySelector('.reason')), source: text(item.querySelector('cite')) }));
  const [why, personal] = ['details', 'div.list'].map((selector) => card.querySelector(selector));
  return {
    level: this.host.dataset.level,
    families: this.host.dataset.families,
    attributes: this.host.getAttributeNames().sort(),
    mount: this.host.parentElement?.localName,
    title: text(chip.querySelector('.title')),
    label: chip.getAttribute('aria-label'),
    expanded: chip.getAttribute('aria-expanded'),
    theme: this.querySelector('.frame').dataset.theme,
    card: card.hidden
      ? null
      : {
          title: text(card.querySelector('h2')),
          body: text(card.querySelector('.body')),
          ask: text(card.querySelector('.ask')),
          findings: entries(why),
          personal: entries(personal),
          actions: [...card.querySelectorAll('.primary, .more button')].map(text),
          more: card.querySelector('.more')?.hidden === false,
          focused: this.activeElement === card || card.contains(this.activeElement),
        },
  };
}

/** In a closed root: where something lies. */
const MIDDLE = `function (selector, text) {
  const found = [...this.querySelectorAll(selector)].find((one) => one.textContent.includes(text));
  if (!found) return null;
  found.scrollIntoView({ block: 'nearest' });
  let { left, top, right, bottom } = found.getBoundingClientRect();
  for (let view = this.ownerDocument.defaultView; view.frameElement; view = view.parent) {
    const frame = view.frameElement.getBoundingClientRect();
    [left, top, right, bottom] = [left + frame.left, top + frame.top, right + frame.left, bottom + frame.top];
  }
  return { left, top, right, bottom, x: (left + right) / 2, y: (top + bottom) / 2 };
}`;

export class Page {
  /** @param {any} tab of a driver */
  constructor(tab) {
    this.tab = tab;
  }

  goto(url) {
    return this.tab.goto(url);
  }

  reload() {
    return this.tab.reload();
  }

  front() {
    return this.tab.front();
  }

  async close() {
    if (!this.closed) await this.tab.close();
    this.closed = true;
  }

  screenshot(path) {
    return this.tab.screenshot(path);
  }

  /** @param {Function} task @param {unknown[]} values */
  evaluate(task, ...values) {
    return this.tab.evaluate(String(task), values);
  }

  /** With an element found through shadow roots and frames as first argument. @param {string} selector @param {Function} task */
  with(selector, task, ...values) {
    return this.tab.evaluate(`(selector, ...values) => { const one = (${DEEP})(selector); return one && (${task})(one, ...values); }`, [selector, ...values]);
  }

  /** @param {string} selector */
  appears(selector) {
    return until(() => this.with(selector, (one) => one.getBoundingClientRect().width > 0), selector);
  }

  /** @param {string} selector */
  async click(selector) {
    await this.appears(selector);
    const [x, y] = await this.with(selector, (one) => {
      one.scrollIntoView({ block: 'nearest' });
      let [x, y] = [0, 0];
      for (let view = one.ownerDocument.defaultView; view?.frameElement; view = view.parent) {
        const frame = view.frameElement.getBoundingClientRect();
        [x, y] = [x + frame.left, y + frame.top];
      }
      const { left, top, width, height } = one.getBoundingClientRect();
      return [x + left + width / 2, y + top + Math.min(height / 2, 20)];
    });
    await this.tab.click(x, y);
  }

  /** The window, in CSS pixels; at 200 % zoom it has half of them. */
  resize(width, height, ratio = 1) {
    return this.tab.resize(width, height, ratio);
  }

  /** Drags what is selected. @param {string} from @param {string} to selectors */
  async drag(from, to) {
    const middle = (one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return [left + Math.min(width / 2, 60), top + height / 2];
    };
    await this.tab.drag(await this.with(from, middle), await this.with(to, middle));
  }

  type(text) {
    return this.tab.type(text);
  }

  press(key) {
    return this.tab.press(key);
  }

  /** Through the clipboard, with the person's own keys. @param {string} text */
  async paste(text) {
    await this.evaluate((text) => {
      const copy = (event) => {
        event.clipboardData.setData('text/plain', text);
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      addEventListener('copy', copy, { capture: true, once: true });
    }, text);
    await this.press('Control+c');
    await this.press('Control+v');
  }

  /** What is shown now, or null. */
  nudge() {
    return this.tab.inClosed(HOST, String(seen), []);
  }

  /** @param {(nudge: any) => boolean} [fits] */
  nudged(fits = () => true) {
    return until(async () => {
      const nudge = await this.nudge();
      return nudge && fits(nudge) && nudge;
    }, 'a nudge');
  }

  /** The level a host element shows, wherever it is: also in frames, which the closed root cannot be read in. */
  hosted() {
    return until(() => this.with('div[data-sincerely="nudge"]', (host) => host.dataset.level), 'a nudge');
  }

  /** The host element is gone. */
  unnudged() {
    return until(async () => !(await this.with('[data-sincerely="nudge"]', () => true)), 'the nudge to go');
  }

  /** The middle of something inside the closed root. @param {string} selector @param {string} [text] */
  inside(selector, text = '') {
    return this.tab.inClosed(HOST, MIDDLE, [selector, text]);
  }

  /** @param {string} selector @param {string} [text] */
  async clickInside(selector, text) {
    // The card may be on its way to another place.
    let before = '';
    const place = await until(async () => {
      const now = await this.inside(selector, text);
      const still = JSON.stringify(now) === before;
      before = JSON.stringify(now);
      await this.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      return still && now;
    }, selector);
    await this.tab.click(place.x, place.y);
  }

  /** What was chosen last, as it is told with its way back, or null. */
  told() {
    return this.tab.inClosed(HOST.replace('nudge', 'undo'), "function () { return this.querySelector('.said')?.textContent ?? null; }", []);
  }

  /** Takes back what was chosen last, where it is told. */
  async undo() {
    const button = await until(() => this.tab.inClosed(HOST.replace('nudge', 'undo'), MIDDLE, ['.told button', '']), 'the way back');
    await this.tab.click(button.x, button.y);
  }

  /** Makes a choice of the open card. @param {string} words */
  async choose(words) {
    const { card } = await this.nudged(({ card }) => card !== null);
    if (words !== card.actions[0] && !card.more) await this.clickInside('.toggle');
    return this.clickInside('footer button, .more button', words);
  }

  /** Runs with what is shown as `this`. @param {string} source of a function */
  inFace(source) {
    return this.tab.inClosed(HOST, source, []);
  }

  async openCard() {
    await this.clickInside('.chip');
    return this.nudged(({ card }) => card !== null);
  }
}
