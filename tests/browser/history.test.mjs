// What was sent: remembered only where the person wants it, noticed on another network, and never lost or counted twice.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { inBothBrowsers } from './world.mjs';

const BOX = '[data-testid="tweetTextarea_0"]';
const POST = '[data-testid="tweetButtonInline"]';
const X = 'https://x.com/*';
const LINKEDIN = 'https://www.linkedin.com/*';
const THREAD = 'https://www.linkedin.com/messaging/thread/1/';
const MESSAGE = '.msg-form__contenteditable';
const NOTE = 'https://www.linkedin.com/preload/?name=Anna';
const OTTERS = 'https://otters.example/contact';

const LINE = 'The otters at the old harbour were asleep this morning and held hands while the tide went out.';
const OTHER = 'My sourdough came out as flat as a stone again, so tonight there will be soup with croutons.';

inBothBrowsers(
  'what was sent',
  (world) => {
    const storage = () => world.inner.evaluate(() => chrome.storage.local.get());
    const turn = (what, on) => world.ask({ ask: 'change', change: { set: what, on } });
    const remembered = () => world.ask({ ask: 'remembered' });
    const counts = async () => Object.fromEntries((await remembered()).sites.map(({ key, count }) => [key, count]));
    /** Waits until so many messages are remembered. */
    const remembers = (expected) =>
      until(async () => JSON.stringify(await counts()) === JSON.stringify(expected), `the memory to hold ${JSON.stringify(expected)}`);
    /** Every write that was begun is done: they are made one after the other. */
    const written = () => turn('paused', false);

    /** A clean start. */
    async function begin({ history = true, mix = false } = {}) {
      await world.ask({ ask: 'erase', what: 'history' });
      await world.ask({ ask: 'erase', what: 'mix' });
      await turn('history', history);
      await turn('mix', mix);
      // A choice is written down too, and stays one.
      await written();
    }

    async function write(t, url, box, text) {
      const page = await world.visit(t, url);
      if (url === NOTE) await page.click('button[aria-label="Add a note"]');
      await page.click(box);
      await page.type(text);
      return page;
    }

    async function post(t, text) {
      const page = await write(t, 'https://x.com/home', BOX, text);
      await page.click(POST);
      return page;
    }

    /** What comes over the same line later was heard later: after this, what was sent before has been heard. */
    async function heard(page, box, pattern) {
      const text = `Something else, number ${Math.random()}`;
      await page.click(box);
      await page.type(text);
      await world.judged(pattern, text.length);
      await written();
    }

    test('off: nothing is written', async (t) => {
      await begin({ history: false });
      const before = await storage();
      const page = await post(t, LINE);
      await heard(page, BOX, X);
      assert.deepEqual(await storage(), before);
      assert.deepEqual(Object.keys(before).filter((key) => /history|mix/.test(key)), []);
      assert.deepEqual((await remembered()).sites, []);
    });

    test('sent on X, written again on LinkedIn: noticed, and the page is told nothing', async (t) => {
      await begin();
      await post(t, LINE);
      await remembers({ x: 1 });
      const stored = JSON.stringify(await storage());
      for (const word of LINE.split(/\W+/).filter((word) => word.length > 4)) assert.ok(!stored.includes(word), word);

      const page = await write(t, THREAD, MESSAGE, LINE);
      const nudge = await page.nudged();
      assert.deepEqual([nudge.level, nudge.families], ['hint', '']);
      const { card } = await page.openCard();
      assert.match(card.body, /You sent nearly this on X /);
      assert.deepEqual(card.findings.flatMap(({ quotes }) => quotes), [LINE.slice(0, -1)]);
      assert.equal(await page.evaluate(() => CSS.highlights.has('sincerely-words')), false);
    });

    test('the card lists the parts that stayed the same', async (t) => {
      await begin();
      await post(t, `Hello Anna, ${LINE} See you at the pond on Monday.`);
      await remembers({ x: 1 });
      const page = await write(t, THREAD, MESSAGE, `Hello Bob, ${LINE} See you at the pond on Friday.`);
      await page.nudged();
      const { card } = await page.openCard();
      assert.equal(card.findings.length, 1, 'what is said above is not said again');
      const [{ quotes: parts, reason, source }] = card.findings;
      assert.match(reason, /^Only 2 places differ/);
      assert.match(source, /in this browser only/);
      assert.equal(parts.length, 1, parts.join(' | '));
      assert.ok(parts[0].includes('otters at the old harbour') && !parts[0].includes('Bob'));
    });

    test('by the keys of the site, and not by others', async (t) => {
      await begin();
      const page = await write(t, 'https://x.com/home', BOX, LINE);
      await page.press('Enter');
      await page.press('Control+Enter');
      await remembers({ x: 1 });
      const other = await write(t, THREAD, MESSAGE, OTHER);
      await other.press('Shift+Enter');
      await other.type('Good night.');
      await other.press('Enter');
      await remembers({ x: 1, linkedin: 1 });
    });

    test('a reply whose dialog closes, and an invitation whose box is emptied', async (t) => {
      await begin();
      const page = await write(t, 'https://x.com/compose/post?in_reply_to=1', BOX, LINE);
      await page.click('[data-testid="tweetButton"]');
      await remembers({ x: 1 });
      const note = await write(t, NOTE, '#custom-message', OTHER);
      await note.click('button[aria-label="Send invitation"]');
      await remembers({ x: 1, linkedin: 1 });
    });

    test('a form that loads another page', async (t) => {
      await begin();
      await world.switchOn(t, OTTERS);
      const page = await write(t, OTTERS, '#comment', LINE);
      await world.judged('https://otters.example/*', LINE.length);
      await page.click('form button');
      await remembers({ 'otters.example': 1 });
    });

    test('deleted, written on, or sent by the page itself: not sent', async (t) => {
      await begin();
      const page = await write(t, 'https://x.com/home', BOX, LINE);
      await page.press('Control+a');
      await page.press('Backspace');
      await page.type(LINE);
      await page.with(POST, (button) => button.click());
      await until(async () => (await page.evaluate(() => window.models.home)) === '', 'the page to empty its box');
      await heard(page, BOX, X);
      // The control is pressed and nothing happens; later the box is emptied by hand.
      await page.press('Control+a');
      await page.type(LINE);
      await page.with(POST, (button) => button.addEventListener('click', (event) => event.stopImmediatePropagation(), { capture: true, once: true }));
      await page.click(POST);
      await page.click(BOX);
      await page.press('Control+a');
      await page.press('Backspace');
      await heard(page, BOX, X);
      assert.deepEqual(await counts(), {});
    });

    test('a retry within minutes counts once', async (t) => {
      await begin();
      const page = await post(t, LINE);
      await remembers({ x: 1 });
      await page.click(BOX);
      await page.type(LINE);
      await page.click(POST);
      await heard(page, BOX, X);
      assert.deepEqual(await counts(), { x: 1 });
    });

    test('a page that fills its own box learns nothing', async (t) => {
      await begin();
      await post(t, LINE);
      await remembers({ x: 1 });
      const page = await world.visit(t, NOTE);
      await page.click('button[aria-label="Add a note"]');
      // Before anybody looks.
      await page.with('#custom-message', (box, text) => {
        box.blur();
        box.value = text;
      }, LINE);
      await page.click('#custom-message');
      assert.equal((await world.judged(LINKEDIN, LINE.length)).level, 'quiet');
      // And while somebody does.
      await page.with('#custom-message', (box, text) => {
        box.value = `${text} `;
        box.dispatchEvent(new Event('input', { bubbles: true }));
      }, LINE);
      assert.equal((await world.judged(LINKEDIN, LINE.length + 1)).level, 'quiet');
      assert.equal(await page.nudge(), null);
      // The person's own words are noticed there.
      await page.press('Control+a');
      await page.press('Backspace');
      await page.type(LINE);
      await page.nudged();
    });

    test('two tabs at once', async (t) => {
      await begin({ mix: true });
      const first = await write(t, 'https://x.com/home', BOX, LINE);
      const second = await write(t, THREAD, MESSAGE, OTHER);
      await Promise.all([first.click(POST), second.click('.msg-form__send-button')]);
      await until(async () => JSON.stringify(Object.entries(await counts()).sort()) === '[["linkedin",1],["x",1]]', 'both');
      await world.browser.killBackground();
      assert.equal((await remembered()).sites.length, 2);
      assert.deepEqual((await remembered()).mix.sites.map(({ key }) => key).sort(), ['linkedin', 'x']);
    });

    test('the background dies between sending and storing: nothing is lost, nothing counted twice', async (t) => {
      await begin({ mix: true });
      const page = await write(t, 'https://x.com/home', BOX, LINE);
      await world.browser.inBackground((self) => {
        // The first save never ends.
        self.chrome.storage.local.set = () => (self.chrome.storage.session.set({ saving: true }), new Promise(() => {}));
      }, world);
      await page.click(POST);
      await until(async () => (await world.inner.evaluate(() => chrome.storage.session.get('saving'))).saving, 'the save to begin');
      assert.equal((await storage()).history, undefined);
      await world.browser.killBackground();
      await remembers({ x: 1 });
      assert.deepEqual((await remembered()).mix.counts.reduce((a, b) => a + b), 1);

      // Stored, but the page was never told: it says it once more.
      await page.click(BOX);
      await page.type(OTHER);
      await world.browser.inBackground((self) => {
        const { local } = self.chrome.storage;
        const set = local.set.bind(local);
        local.set = (values) => set(values).then(() => (self.chrome.storage.session.set({ saving: 2 }), new Promise(() => {})));
      }, world);
      await page.click(POST);
      await until(async () => (await world.inner.evaluate(() => chrome.storage.session.get('saving'))).saving === 2, 'the save to end');
      await world.browser.killBackground();
      await heard(page, BOX, X);
      assert.deepEqual(await counts(), { x: 2 });
      assert.deepEqual((await remembered()).mix.counts.reduce((a, b) => a + b), 2);
    });

    test('no room: it is said, what was there stays, and it goes on when there is room', async (t) => {
      await begin();
      const page = await post(t, LINE);
      await remembers({ x: 1 });
      const before = (await storage()).history;
      // Firefox has no limit of its own that a test could reach.
      if (world.isFirefox) {
        await world.browser.inBackground((self) => {
          self.chrome.storage.local.set = () => Promise.reject(new Error('QuotaExceededError'));
        }, world);
      } else {
        await world.inner.evaluate(async () => {
          const { local } = chrome.storage;
          const free = local.QUOTA_BYTES - (await local.getBytesInUse());
          await local.set({ ballast: 'x'.repeat(free - 60) });
        });
      }
      await page.click(BOX);
      await page.type(OTHER);
      await page.click(POST);
      await until(async () => (await remembered()).full, 'the report');
      assert.deepEqual([(await storage()).history, await counts()], [before, { x: 1 }]);
      const popup = await world.popup(t, 'https://x.com/home');
      assert.match(await popup.evaluate(() => document.querySelector('#notices').textContent), /no room/);
      await popup.close();

      await world.inner.evaluate(() => chrome.storage.local.remove('ballast'));
      await world.browser.killBackground();
      await page.front();
      await page.click(BOX);
      await page.type(OTHER);
      await page.click(POST);
      await remembers({ x: 2 });
      await until(async () => !(await remembered()).full, 'the report to go');
    });

    /** Puts a value into the storage as if it had been there when the background began. */
    async function restored(history) {
      await world.inner.evaluate((history) => chrome.storage.local.set({ history }), history);
      await world.browser.killBackground();
      return remembered();
    }

    for (const [name, spoil] of [
      ['what is no history at all', () => ({ rubbish: true })],
      ['a changed letter', ([first]) => [`${first.slice(0, 40)}${first[40] === 'A' ? 'B' : 'A'}${first.slice(41)}`]],
      ['a cut one', ([first]) => [first.slice(0, -8)]],
    ]) {
      test(`damaged, ${name}: set aside, said, and begun anew`, async (t) => {
        await begin();
        const page = await post(t, LINE);
        await remembers({ x: 1 });
        const damaged = spoil((await storage()).history);
        const { aside, sites, full } = await restored(damaged);
        assert.deepEqual([aside, sites, full], [['history_damaged'], [], false]);
        const popup = await world.popup(t, 'https://x.com/home');
        assert.match(await popup.evaluate(() => document.querySelector('#notices').textContent), /could not be read/);
        await popup.close();
        await page.front();
        await page.click(BOX);
        await page.type(OTHER);
        await page.click(POST);
        await remembers({ x: 1 });
        assert.deepEqual((await storage()).history_damaged, damaged);
        await world.ask({ ask: 'erase', what: 'history' });
        assert.deepEqual(Object.keys(await storage()).filter((key) => key.startsWith('history')), []);
      });
    }

    test('a newer format is kept untouched, an older one is read', async (t) => {
      await begin();
      await post(t, LINE);
      await remembers({ x: 1 });
      const newer = (await storage()).history.map((piece, index) => {
        const bytes = Buffer.from(piece, 'base64');
        if (index === 0) bytes[4] = 9;
        return bytes.toString('base64');
      });
      assert.deepEqual((await restored(newer)).aside, ['history_newer']);
      assert.deepEqual((await storage()).history_newer, newer);

      // The one of tests/history.rs.
      const first = '73696e63010303030303030303030303030303030301086c696e6b6564696e0100e0da2c00010420471345ff10c8c79dc17297425e4192c8c74cf5d9574a80143d9d1b28d8bc107406a259693f9a10cd45d7e73e83';
      await restored([Buffer.from(first, 'hex').toString('base64')]);
      assert.deepEqual(await counts(), { linkedin: 1 });
    });

    test('a private window, where a nudge is seen: neither remembered nor compared', async (t) => {
      // Without a screen Firefox never gives a second window the focus, and without it no box is read.
      if (world.isFirefox) return t.skip();
      await begin({ mix: true });
      await post(t, LINE);
      await remembers({ x: 1 });
      await written();
      const before = await storage();
      const page = await world.privately(t, 'https://x.com/home');
      await page.click(BOX);
      await page.type('Hi {{first_name}}, how are you?');
      assert.equal((await page.nudged()).level, 'warn');
      await page.press('Control+a');
      await page.type(LINE);
      await page.unnudged();
      await world.judged(X, LINE.length);
      assert.equal(await page.nudge(), null);
      await page.press('Control+a');
      await page.type(OTHER);
      await page.click(POST);
      await heard(page, BOX, X);
      assert.deepEqual(await storage(), before);
    });
  },
  { hosts: ['https://otters.example/*'], privately: true },
);
