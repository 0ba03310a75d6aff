// The switch: at once in every open tab, nothing left on a page that is off, and the choice survives.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const BOX = '[data-testid="tweetTextarea_0"]';
const HOME = 'https://x.com/home';
const ELSEWHERE = 'https://otters.example/contact';
const [, AD] = TWEETS.nudged[0];

inBothBrowsers(
  'switching',
  (world) => {
    /** A site's switch, turned in the popup. */
    async function turn(t, url) {
      const popup = await world.popup(t, url);
      const before = await state(popup);
      await popup.click('#switch');
      await until(async () => (await state(popup)).why !== before.why || (await state(popup)).access !== before.access, 'the popup to change');
      const after = await state(popup);
      await popup.close();
      return after;
    }

    const state = (popup) =>
      popup.evaluate(() => ({
        site: document.querySelector('#site').textContent,
        on: document.querySelector('#switch').checked,
        why: document.querySelector('#why').textContent,
        access: !document.querySelector('#access').hidden,
      }));

    async function nudgedAt(t, url, box, text = AD) {
      const page = await world.visit(t, url);
      await page.click(box);
      await page.type(text);
      await page.nudged();
      return page;
    }

    test('off: gone in every tab at once, and nothing there after a reload; on: back without one', async (t) => {
      const first = await nudgedAt(t, HOME, BOX);
      const second = await nudgedAt(t, 'https://x.com/compose/post', BOX);
      const other = await nudgedAt(t, 'https://www.linkedin.com/messaging/thread/1/', '.msg-form__contenteditable');
      await world.inner.evaluate(() => {
        window.heard = [];
        chrome.runtime.onConnect.addListener((port) => window.heard.push(`connect ${port.sender.url}`));
        chrome.runtime.onMessage.addListener((_, sender) => void window.heard.push(`message ${sender.url}`));
      });

      const off = await turn(t, HOME);
      assert.deepEqual([off.site, off.on], ['X', false]);
      assert.match(off.why, /you switched it off/);
      await first.unnudged();
      await second.unnudged();
      assert.ok(await other.nudge(), 'another site keeps its own');
      // The scripts that were there have ended: no listener of theirs hears a key, and none says a word.
      await until(async () => (await world.inOurWorld('https://x.com/*', () => globalThis.sincerely.isAlive())).every((alive) => !alive), 'the scripts to leave');
      await world.inner.evaluate(() => void (window.heard = []));
      await first.front();
      await first.click(BOX);
      await first.type(' and more');

      await first.reload();
      await first.click(BOX);
      await first.type(AD);
      await first.press('Tab');
      const [ours] = await world.inOurWorld('https://x.com/home', () => typeof globalThis.sincerely);
      assert.equal(ours, 'undefined', 'no script');
      assert.equal(await first.with('[data-sincerely]', () => true), null, 'no node');
      if (!world.isFirefox) assert.deepEqual(await first.tab.ourListeners(), [], 'no listener');
      assert.deepEqual(await world.inner.evaluate(() => window.heard.filter((one) => one.includes('x.com'))), [], 'no message');

      const on = await turn(t, HOME);
      assert.equal(on.on, true);
      await first.front();
      await first.click(BOX);
      await first.type('!');
      await first.nudged();
    });

    test('the choice survives a restart of the browser', async (t) => {
      await turn(t, HOME);
      await world.restart();
      const page = await world.visit(t, HOME);
      await page.click(BOX);
      await page.type(AD);
      const popup = await world.popup(t, HOME);
      assert.equal((await state(popup)).on, false);
      assert.match((await state(popup)).why, /you switched it off/);
      await popup.close();
      await page.front();
      assert.equal(await page.nudge(), null);
      assert.deepEqual(await world.inOurWorld('https://x.com/*', () => typeof globalThis.sincerely), ['undefined']);
      await turn(t, HOME);
      await page.front();
      await page.click(BOX);
      await page.type('!');
      await page.nudged();
    });

    test('"off on this site" in the card does the same', async (t) => {
      const page = await nudgedAt(t, 'https://www.linkedin.com/messaging/thread/1/', '.msg-form__contenteditable');
      const { card } = await page.openCard();
      assert.ok(card.actions.includes('Off on LinkedIn'));
      await page.choose('Off on LinkedIn');
      await page.unnudged();
      const popup = await world.popup(t, 'https://www.linkedin.com/feed/');
      assert.equal((await state(popup)).on, false);
      await popup.close();
      await turn(t, 'https://www.linkedin.com/feed/');
    });

    test('a site nobody listed: the permission is asked for exactly that host', async (t) => {
      const popup = await world.popup(t, 'https://badgers.example/contact?a=b');
      await popup.evaluate(() => {
        window.asked = [];
        chrome.permissions.request = async (what) => {
          window.asked.push(what);
          return false;
        };
      });
      const { site, on, why } = await state(popup);
      assert.deepEqual([site, on], ['badgers.example', false]);
      assert.match(why, /Off until/);
      await popup.click('#switch');
      await until(() => popup.evaluate(() => window.asked.length > 0), 'the question');
      assert.deepEqual(await popup.evaluate(() => window.asked), [{ origins: ['https://badgers.example/*'] }]);
      // Refused: nothing has changed.
      await until(async () => !(await state(popup)).on, 'the switch to go back');
    });

    test('a site nobody listed: switched on, it works without a reload', async (t) => {
      const page = await world.visit(t, ELSEWHERE);
      await page.click('#comment');
      await page.type('Hi {{first_name}}, loved your work.');
      const after = await turn(t, ELSEWHERE);
      assert.deepEqual([after.site, after.on, after.access], ['otters.example', true, false]);
      await page.front();
      await page.click('#comment');
      await page.type('!');
      const nudge = await page.nudged();
      assert.equal(nudge.level, 'warn');
      await turn(t, ELSEWHERE);
      await page.unnudged();
    });

    test('a permission that is taken away takes the nudge along', async (t) => {
      // Chromium does not let go of what its manifest asks for, and cannot be asked for more in a test.
      if (!world.isFirefox) return t.skip();
      await turn(t, ELSEWHERE);
      const page = await nudgedAt(t, ELSEWHERE, '#comment', 'Hi {{first_name}}, loved your work.');
      await world.inner.evaluate(() => chrome.permissions.remove({ origins: ['https://otters.example/*'] }));
      await page.unnudged();
      const popup = await world.popup(t, ELSEWHERE);
      const { on, access } = await state(popup);
      assert.deepEqual([on, access], [true, true], 'on, but needs access');
    });

    test('where nothing can be read the popup says so', async (t) => {
      const popup = await world.popup(t, 'about:blank');
      assert.match(await popup.evaluate(() => document.body.innerText), /Nothing can be read/);
      assert.equal(await popup.evaluate(() => document.querySelector('#switch').hidden), true);
    });

    test('a site that is on without permission says so and asks for it', async (t) => {
      const url = 'https://weasels.example/';
      await world.ask({ ask: 'change', change: { set: 'site', key: 'weasels.example', on: true } });
      const popup = await world.popup(t, url);
      assert.deepEqual(await state(popup), { site: 'weasels.example', on: true, why: 'On, because you switched it on.', access: true });
      await popup.evaluate(() => {
        chrome.permissions.request = async (what) => void (window.asked = what);
      });
      await popup.click('#allow');
      await until(() => popup.evaluate(() => window.asked), 'the question');
      assert.deepEqual(await popup.evaluate(() => window.asked), { origins: ['https://weasels.example/*'] });
    });
  },
  { hosts: ['https://otters.example/*'] },
);
