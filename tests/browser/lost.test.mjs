// What a person chose and what was sent outlives the background, the browser and whatever else ends at a bad moment.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { chance } from './random.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const BOX = '[data-testid="tweetTextarea_0"]';
const POST = '[data-testid="tweetButtonInline"]';
const X = 'https://x.com/*';
const KILLS = 100;
const [, AD] = TWEETS.nudged[0];

const WORDS = 'otter river Friday garden kitchen umbrella letter window answer walk morning pond water question bread neighbour basket candle'.split(' ');

/** A message unlike the others. @param {() => number} random */
const message = (random) => `${Array.from({ length: 14 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')} ${Math.floor(random() * 1e9)}`;

inBothBrowsers('what must not be lost', (world) => {
  const turn = (what, on) => world.ask({ ask: 'change', change: { set: what, on } });
  const remembered = () => world.ask({ ask: 'remembered' });
  const counted = ({ sites, mix }) => ({ history: sites.reduce((sum, { count }) => sum + count, 0), mix: mix.counts.reduce((sum, count) => sum + count, 0) });

  /** Tells the background that something was sent, as the content script does: once more where it died over it. How many times
   * until it was acknowledged, 0 for never. */
  const send = (text, number) =>
    world.inner.evaluate(
      async (url, text, number) => {
        const [{ id }] = await chrome.tabs.query({ url });
        const func = async (text, number) => {
          const shape = { subject: false, article: false, chat: false };
          const look = { row: 'post', recipient: null, parent: null, subject: null, turns: 0, shape, text, origin: { typed: text.length, pasted: 0, inserted: 0 }, ui: 'en', shown: null, number };
          for (let tries = 0; tries < 2; tries += 1) {
            const port = chrome.runtime.connect();
            const answered = await new Promise((resolve) => {
              port.onMessage.addListener(() => resolve(true));
              port.onDisconnect.addListener(() => resolve(false));
              port.postMessage({ id: 1, ask: 'sent', path: '/home', look });
            });
            port.disconnect();
            if (answered) return tries + 1;
          }
          return 0;
        };
        const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: id }, func, args: [text, number] });
        return result;
      },
      X,
      text,
      number,
    );

  test(`${KILLS} ends of the background at any moment: what was acknowledged is there, and nothing twice`, { timeout: 300_000 }, async (t) => {
    const random = chance(Number(process.env.SEED ?? 1));
    await turn('history', true);
    await turn('mix', true);
    const page = await world.visit(t, 'https://x.com/home');
    let [acknowledged, again] = [0, 0];
    for (let round = 1; round <= KILLS; round += 1) {
      const wait = new Promise((resolve) => setTimeout(resolve, random() * 60));
      const [tries] = await Promise.all([send(message(random), round), wait.then(() => world.browser.killBackground())]);
      acknowledged += Number(tries > 0);
      again += Number(tries !== 1);
    }
    await turn('paused', false);
    const { history, mix } = counted(await remembered());
    t.diagnostic(`${acknowledged} of ${KILLS} acknowledged, ${again} interrupted, ${history} remembered, ${mix} counted`);
    assert.ok(history >= acknowledged && history <= KILLS, `${history} remembered of ${acknowledged} acknowledged`);
    assert.equal(mix, history);
    assert.ok(again > 0 && again < KILLS, `${again} of ${KILLS} were interrupted: the moments are not random enough`);
    assert.ok(acknowledged > KILLS / 2, 'most were sent again to the next background');
    await page.close();
  });

  test('a crash of the browser: choices and history are as they were', async (t) => {
    await turn('history', true);
    await world.ask({ ask: 'change', change: { set: 'site', key: 'linkedin', on: false } });
    const page = await world.visit(t, 'https://x.com/home');
    const before = counted(await remembered());
    await page.click(BOX);
    await page.type(message(chance(7)));
    await page.click(POST);
    await until(async () => counted(await remembered()).history === before.history + 1, 'the message');
    page.closed = true;
    await world.browser.crash();
    await world.open();
    assert.deepEqual(counted(await remembered()).history, before.history + 1);
    assert.equal((await world.ask({ ask: 'place', url: 'https://www.linkedin.com/' })).on, false);
    await world.ask({ ask: 'change', change: { set: 'site', key: 'linkedin', on: true } });
  });

  test('two windows that choose at once: every choice is kept', async (t) => {
    const other = await world.browser.extensionPage('mix/mix.html');
    t.after(() => other.close());
    const choose = (inner, name) =>
      inner.evaluate(async (name) => {
        const keys = Array.from({ length: 25 }, (_, number) => `${name}${number}.example`);
        await Promise.all(keys.map((key) => chrome.runtime.sendMessage({ ask: 'change', change: { set: 'site', key, on: false } })));
      }, name);
    await Promise.all([choose(world.inner, 'here'), choose(other, 'there')]);
    const { settings } = await world.inner.evaluate(() => chrome.storage.local.get('settings'));
    assert.equal(Object.keys(settings.sites).filter((key) => /^(t?here)\d+\.example$/.test(key)).length, 50);
  });

  test('no room for a choice: the last one holds, and the next is kept', async () => {
    const isPaused = async () => (await world.ask({ ask: 'place', url: 'https://x.com/home' })).why === 'paused';
    await world.browser.inBackground((self) => {
      const { local } = self.chrome.storage;
      const set = local.set.bind(local);
      local.set = () => ((local.set = set), Promise.reject(new Error('QuotaExceededError')));
    }, world);
    await turn('paused', true);
    assert.equal(await isPaused(), false);
    await turn('paused', true);
    assert.equal(await isPaused(), true);
    await turn('paused', false);
    assert.equal(await isPaused(), false);
  });

  test('a script that an update has cut off takes its things and is silent', async (t) => {
    const page = await world.visit(t, 'https://x.com/home');
    await page.click(BOX);
    await page.type(AD);
    await page.nudged();
    const cut = `async (url) => {
      const [{ id }] = await chrome.tabs.query({ url });
      const func = () => {
        // What is left of the interface then: https://developer.chrome.com/docs/extensions/develop/concepts/content-scripts
        Object.defineProperty(globalThis, 'chrome', { value: { ...chrome, runtime: {}, i18n: chrome.i18n }, configurable: true });
      };
      await chrome.scripting.executeScript({ target: { tabId: id }, func });
    }`;
    await world.inner.evaluate(cut, X);
    await page.click('#explore');
    await page.unnudged();
    await page.evaluate(() => window.go('/home'));
    await page.click(BOX);
    await page.type(AD);
    await page.press('Tab');
    assert.equal(await page.nudge(), null);
    // The page's own policy refuses its own icon.
    assert.deepEqual(page.tab.errors.filter((error) => !error.includes('favicon')), []);
    if (!world.isFirefox) assert.deepEqual(await page.tab.ourListeners(), []);
  });
});
