// Pages that want to break it, to use it or to learn from it. They get what they hold anyway, and nothing more.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

/** A site that is on, whose page here is a textarea in a form. */
const SITE = 'https://www.reddit.com/*';
const FORM = 'https://www.reddit.com/r/otters/';
const BOX = '#comment';
const X_BOX = '[data-testid="tweetTextarea_0"]';
const BLANK = 'Hi {{first_name}}, how are you?';
const [, AD] = TWEETS.nudged[0];
const [HUMAN] = TWEETS.quiet;

/** @param {{level: string}} nudge */
const isWarning = ({ level }) => level === 'warn';

/** In the page: from now on everything a script could use is the page's own, and most of it fails. */
function poison() {
  const names = {
    Array: 'map filter flatMap some every find push includes at join slice toSorted',
    String: 'replaceAll trim split matchAll includes slice charCodeAt',
    Map: 'get set has delete',
    Set: 'has add',
    Promise: 'then catch',
    EventTarget: 'addEventListener dispatchEvent',
    Node: 'appendChild getRootNode contains compareDocumentPosition',
    Element: 'append attachShadow matches closest getAttribute setAttribute querySelectorAll getBoundingClientRect',
    HTMLElement: 'showPopover focus click',
    MutationObserver: 'observe',
    Range: 'getClientRects',
    CSSStyleSheet: 'replaceSync',
    AbortController: 'abort',
    MessagePort: 'postMessage',
  };
  window.heard = [];
  window.poisoned = false;
  const restore = [];
  const put = (holder, name, owner) => {
    const was = Object.getOwnPropertyDescriptor(holder, name);
    if (!was?.configurable || typeof was.value !== 'function') return;
    const poisoned = function (...values) {
      if (!window.poisoned) return was.value.apply(this, values);
      window.heard[window.heard.length] = `${owner}.${name}`;
      throw new TypeError('the page says no');
    };
    Object.defineProperty(holder, name, { ...was, value: poisoned });
    restore[restore.length] = () => Object.defineProperty(holder, name, was);
  };
  for (const [owner, methods] of Object.entries(names)) for (const name of methods.split(' ')) put(window[owner].prototype, name, owner);
  for (const name of ['parse', 'stringify']) put(JSON, name, 'JSON');
  for (const name of ['postMessage', 'setTimeout', 'requestAnimationFrame', 'getComputedStyle', 'structuredClone', 'addEventListener']) put(window, name, 'window');
  const box = document.querySelector('textarea');
  for (const name of ['value', 'textContent', 'isConnected', 'localName']) {
    Object.defineProperty(box, name, { configurable: true, get: () => { throw new TypeError(name); }, set: () => { throw new TypeError(name); } });
    restore[restore.length] = () => delete box[name];
  }
  window.poisoned = true;
  window.cure = () => {
    window.poisoned = false;
    for (const one of restore) one();
    return window.heard;
  };
}

inBothBrowsers('hostile pages', (world) => {
  async function begin(t, url = FORM, box = BOX) {
    const page = await world.visit(t, url);
    await page.click(box);
    return page;
  }

  const setting = (change) => world.ask({ ask: 'change', change });

  test('overridden prototypes, throwing setters: not even called', async (t) => {
    const page = await begin(t);
    await page.evaluate(poison);
    await page.type(BLANK);
    await world.judged(SITE, BLANK.length);
    const heard = await page.evaluate(() => window.cure());
    await page.nudged(isWarning);
    assert.deepEqual(heard, []);
  });

  // https://html.spec.whatwg.org/#the-form-element: a page that hides its own box so gets no nudge, and that is all.
  test('fields that take the names of what elements can: the script outlives them', async (t) => {
    const page = await begin(t);
    await page.evaluate(() => {
      const form = document.querySelector('form');
      for (const name of 'closest matches parentElement parentNode getRootNode contains querySelectorAll querySelector localName children nodeType previousElementSibling childNodes'.split(' ')) {
        const field = document.createElement('input');
        Object.assign(field, { type: 'hidden', name });
        HTMLElement.prototype.append.call(form, field);
      }
    });
    await page.type(BLANK);
    await page.press('Tab');
    await page.evaluate(() => {
      for (const field of document.querySelectorAll('[type="hidden"]')) field.remove();
    });
    await page.click(BOX);
    await page.type('!');
    await page.nudged(isWarning);
    assert.deepEqual(await inOurWorld(world, () => globalThis.sincerely.isAlive()), [true]);
  });

  test('made-up events: nobody typed, pressed or sent anything', async (t) => {
    await setting({ set: 'history', on: true });
    await setting({ set: 'mix', on: true });
    const page = await begin(t);
    const text = `${HUMAN} And once more.`;
    await page.with(BOX, (box, text) => {
      for (const data of text) {
        box.dispatchEvent(new KeyboardEvent('keydown', { key: data, bubbles: true }));
        box.dispatchEvent(new InputEvent('beforeinput', { data, inputType: 'insertText', bubbles: true }));
        box.value += data;
        box.dispatchEvent(new InputEvent('input', { data, inputType: 'insertText', bubbles: true }));
      }
      box.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }));
    }, text);
    const { origin } = await world.judged(SITE, text.length);
    assert.deepEqual([origin.typed, origin.pasted], [0, 0]);
    await page.with('form button', (button) => {
      button.form.addEventListener('submit', (event) => event.preventDefault());
      for (const type of ['pointerdown', 'click']) button.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true }));
    });
    await page.with(BOX, (box) => {
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
      box.value = '';
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await page.type('Hello, you.');
    await world.judged(SITE, 11);
    assert.deepEqual((await world.ask({ ask: 'remembered' })).sites, []);
    assert.deepEqual(Object.keys(await world.inner.evaluate(() => chrome.storage.local.get(['history', 'mix']))), []);
    await setting({ set: 'history', on: false });
    await setting({ set: 'mix', on: false });
  });

  test('a page that presses, opens and reads the nudge: it is closed to it', async (t) => {
    const page = await begin(t);
    await page.type(BLANK);
    await page.nudged();
    const seen = await page.evaluate(() => {
      const host = document.querySelector('[data-sincerely]');
      for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click']) host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
      host.click();
      return { root: host.shadowRoot, text: host.textContent, html: host.innerHTML, names: host.getAttributeNames().sort(), own: Object.keys(host) };
    });
    assert.deepEqual(seen, { root: null, text: '', html: '', names: ['data-families', 'data-level', 'data-sincerely', 'popover'], own: [] });
    assert.equal((await page.nudge()).card, null, 'still closed');
  });

  test('removed, hidden, changed, cloned: the draft is left alone, and the page is not fought', async (t) => {
    const page = await begin(t);
    await page.evaluate(() => {
      window.removed = 0;
      new MutationObserver(() => {
        for (const host of document.querySelectorAll('[data-sincerely]')) {
          window.removed += 1;
          window.clone = host.cloneNode(true);
          host.remove();
        }
      }).observe(document, { childList: true, subtree: true });
    });
    for (const text of [BLANK, ' And you?', ' And they?']) {
      await page.type(text);
      await page.press('Tab');
      await page.click(BOX);
    }
    const length = `${BLANK} And you? And they?`.length;
    await world.judged(SITE, length);
    // One for each look, not one for each frame.
    const before = await page.evaluate(() => window.removed);
    assert.ok(before >= 1 && before <= 12, String(before));
    await page.evaluate(async () => {
      for (let frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame);
    });
    assert.equal(await page.evaluate(() => window.removed), before);
    assert.equal(await page.with(BOX, (box) => box.value.length), length);

    const other = await begin(t);
    await other.type(BLANK);
    await other.nudged();
    await other.evaluate(() => {
      const host = document.querySelector('[data-sincerely]');
      const clone = host.cloneNode(true);
      Object.assign(clone.dataset, { sincerely: 'copy' });
      document.body.append(clone);
      host.style.cssText = 'display: none !important; transform: scale(9)';
      host.hidden = true;
      host.dataset.level = 'hint';
      host.textContent = 'Buy now';
    });
    await other.press('Control+a');
    await other.type(HUMAN);
    await until(() => other.evaluate(() => !document.querySelector('[data-sincerely="nudge"]')), 'ours to go');
    assert.equal(await other.evaluate(() => document.querySelector('[data-sincerely="copy"]').shadowRoot), null);
  });

  test('keys pressed in the card are no hotkeys of the page', async (t) => {
    const page = await begin(t);
    await page.type(BLANK);
    await page.nudged();
    await page.evaluate(() => {
      window.hotkeys = [];
      for (const type of ['keydown', 'keypress', 'keyup', 'click', 'pointerdown']) document.addEventListener(type, (event) => window.hotkeys.push(event.type));
    });
    await page.openCard();
    await page.clickInside('summary');
    await page.press('j');
    await page.press('Tab');
    await page.press('Escape');
    await page.nudged(({ card }) => card === null);
    // The caret never left the box: what was pressed there is the page's business, what was clicked in the card is not.
    const hotkeys = await page.evaluate(() => window.hotkeys);
    assert.deepEqual(hotkeys.filter((type) => /click|pointer/.test(type)), []);
  });

  test('a flood of composers and mutations', async (t) => {
    const page = await begin(t);
    await page.evaluate(async () => {
      const flood = document.createElement('div');
      document.body.append(flood);
      for (let round = 0; round < 40; round += 1) {
        for (let number = 0; number < 50; number += 1) {
          const box = document.createElement(number % 2 ? 'textarea' : 'div');
          if (number % 2) box.value = `Hi {{first_name}}, number ${number}`;
          else Object.assign(box, { contentEditable: 'true', textContent: `Use code SAVE${number} now` });
          flood.append(box);
          box.focus();
        }
        await new Promise(requestAnimationFrame);
        flood.replaceChildren();
      }
      flood.remove();
    });
    await page.click(BOX);
    await page.type(BLANK);
    await page.nudged(isWarning);
    assert.equal(await page.evaluate(() => document.querySelectorAll('[data-sincerely]').length), 1);
  });

  test('markup around the box and in it is text', async (t) => {
    const markup = '<img src=x onerror="window.hit=1"><script>window.hit=2</script>';
    const page = await begin(t, `https://www.linkedin.com/in/anna/?dialog=classic`, '#connect');
    await page.evaluate((markup) => {
      // The name that the dialog says.
      document.querySelector('.artdeco-modal strong').textContent = `Anna ${markup}`;
    }, markup);
    await page.click('button[aria-label="Add a note"]');
    await page.click('#custom-message');
    await page.type(`Hi {{name <img src=x onerror=window.hit=3>}}, I'd like to add you to my professional network.`);
    await page.nudged();
    await page.openCard();
    const inside = await page.tab.inClosed('() => document.querySelector("[data-sincerely]")', String(function () {
      const text = this.querySelector('.card').textContent;
      return { elements: this.querySelectorAll('img, script, iframe, svg').length, quoted: text.includes('onerror=') };
    }), []);
    assert.deepEqual(inside, { elements: 0, quoted: true });
    assert.equal(await page.evaluate(() => window.hit), undefined);

    const reply = await begin(t, 'https://x.com/compose/post?in_reply_to=1', X_BOX);
    await reply.evaluate((markup) => void (document.querySelector('[data-testid="tweetText"]').textContent = markup), markup);
    await reply.type(AD);
    await reply.nudged();
    assert.equal(await reply.evaluate(() => window.hit), undefined);
  });

  test('ten megabytes in a textarea', async (t) => {
    const page = await begin(t);
    await page.with(BOX, (box) => {
      box.value = 'The otters at the old harbour were asleep this morning. '.repeat(190_000);
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await page.type('And so?');
    await page.press('Control+a');
    await page.type(BLANK);
    await page.nudged(isWarning);
    assert.equal(await page.with(BOX, (box) => box.value.length), BLANK.length);
    // The background is as quick as before.
    const other = await begin(t);
    await other.type(BLANK);
    await other.nudged(isWarning);
  });

  test('a page that freezes, and one that goes away, between question and answer', async (t) => {
    const page = await begin(t);
    await page.type(BLANK);
    await page.evaluate(() => {
      document.activeElement.blur();
      const end = performance.now() + 2_000;
      while (performance.now() < end);
    });
    await page.nudged(isWarning);
    for (const leave of [() => location.reload(), () => location.assign('https://www.reddit.com/r/badgers/')]) {
      await page.click(BOX);
      await page.type(BLANK);
      await page.evaluate(`() => { window.stays = true; document.activeElement.blur(); setTimeout(${leave}); }`);
      await until(() => page.evaluate(() => document.readyState === 'complete' && !window.stays).catch(() => false), 'another page');
    }
    await page.click(BOX);
    await page.type(BLANK);
    await page.nudged(isWarning);
    // The page's own policy refuses its own icon.
    assert.deepEqual(page.tab.errors.filter((error) => !error.includes('favicon')), []);
  });

  test('nothing of it can be called from a page', async (t) => {
    const page = await begin(t);
    const id = new URL(world.isFirefox ? await world.inner.evaluate(() => chrome.runtime.getURL('')) : world.browser.origin).host;
    await page.evaluate(() => {
      for (const message of [{ ask: 'remembered' }, { tell: 'recheck' }, { ask: 'change', change: { set: 'paused', on: true } }]) {
        window.postMessage(message, '*');
        for (const target of [window, document]) target.dispatchEvent(new CustomEvent('sincerely', { detail: message }));
        new BroadcastChannel('sincerely').postMessage(message);
      }
    });
    const answers = await page.evaluate(async (id) => {
      const runtime = globalThis.chrome?.runtime ?? globalThis.browser?.runtime;
      const files = ['popup/popup.html', 'wasm/sincerely_bg.wasm', 'manifest.json', 'icons/16.png'];
      const fetched = await Promise.all(
        ['chrome-extension', 'moz-extension'].flatMap((scheme) => files.map((file) => fetch(`${scheme}://${id}/${file}`).then(() => file, () => null))),
      );
      const sent = runtime?.sendMessage && (await new Promise((resolve) => {
        try {
          runtime.sendMessage(id, { ask: 'remembered' }, (answer) => resolve(answer ?? null));
        } catch {
          resolve(null);
        }
      }));
      return { fetched: fetched.filter(Boolean), sent: sent ?? null, known: 'sincerely' in globalThis };
    }, id);
    assert.deepEqual(answers, { fetched: [], sent: null, known: false });
    assert.equal((await world.ask({ ask: 'place', url: FORM })).on, true);
  });

  test('which phrases and checks a person ignores, no page can try out', async (t) => {
    const phrase = "I'd like to add you to my professional network on LinkedIn";
    const text = `Hi Anna, ${phrase}.`;
    const fill = (page) =>
      page.with(BOX, (box, text) => {
        box.value = text;
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, text);
    const page = await begin(t);
    await fill(page);
    const { level, families } = await page.nudged();
    const { card } = await page.openCard();
    const [[quote]] = card.findings.map(({ quotes }) => quotes);
    await setting({ set: 'ignore', phrase: quote, on: true });
    await page.close();

    const probing = await begin(t);
    await fill(probing);
    const probed = await probing.nudged();
    assert.deepEqual([probed.level, probed.families], [level, families], 'as if nothing were ignored');
    await probing.close();
    // Who writes it is told nothing, as they asked.
    const writing = await begin(t);
    await writing.type(text);
    assert.equal((await world.judged(SITE, text.length)).quiet_because, 'ignored');
    assert.equal(await writing.nudge(), null);
    await setting({ set: 'ignore', phrase: quote, on: false });
  });
});

/** Runs beside the content scripts. @param {World} world @param {Function} func */
function inOurWorld(world, func) {
  return world.inner.evaluate(`async (url) => {
    const tabs = await chrome.tabs.query({ url });
    const results = await Promise.all(tabs.map(({ id }) => chrome.scripting.executeScript({ target: { tabId: id }, func: ${func} })));
    return results.flat().map(({ result }) => result);
  }`, SITE);
}
