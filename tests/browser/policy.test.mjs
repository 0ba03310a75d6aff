// What an organisation lays down, by the browser's own policies: it holds, is told, and is locked where it says so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const HOME = 'https://x.com/home';
const LINKEDIN = 'https://www.linkedin.com/messaging/thread/1/';
const REDDIT = 'https://www.reddit.com/r/otters/';
const BOX = '[data-testid="tweetTextarea_0"]';
const [, AD] = TWEETS.nudged[0];

const POLICY = {
  sites: { x: true, 'www.linkedin.com': false, reddit: false, linkedn: true },
  sensitivity: 'calm',
  pause_sending: true,
  history: false,
  locked: ['sites.x', 'sites.linkedin', 'sensitivity', 'history'],
};

inBothBrowsers(
  'what an organisation lays down',
  (world) => {
    const change = (change) => world.ask({ ask: 'change', change });
    const place = (url) => world.ask({ ask: 'place', url });
    const registered = () => world.inner.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id));
    /** How a page of ours shows some switches. */
    const shown = (page, ids) =>
      page.evaluate(
        (ids) => ids.map((id) => [id, document.getElementById(id)].flatMap((one) => (typeof one === 'string' ? one : [(one.closest('fieldset') ?? one).disabled, one.closest('.switched, fieldset, li').querySelector('.hold')?.textContent ?? null]))),
        ids,
      );

    test('it holds from the start: sites, degrees, and what cannot be read is named', async (t) => {
      assert.deepEqual([(await place(HOME)).why, (await place(LINKEDIN)).why, (await place(REDDIT)).why], ['fixed', 'fixed', 'suggested']);
      const ids = await until(async () => (await registered()).length > 5 && registered(), 'the scripts');
      assert.deepEqual(['x', 'linkedin', 'reddit'].map((id) => ids.includes(id)), [true, false, false]);
      const { settings, laidDown } = await world.ask({ ask: 'settings' });
      assert.deepEqual([settings.sensitivity, settings.pause_sending, settings.history], ['calm', true, false]);
      assert.deepEqual(laidDown.problems, ['sites.linkedn']);
      const popup = await world.popup(t, LINKEDIN);
      const text = (selector) => popup.evaluate((selector) => document.querySelector(selector).textContent, selector);
      assert.equal(await text('#why'), 'Off. Your organisation has set this.');
      assert.match(await text('#notices'), /organisation.*sites\.linkedn/);
      assert.deepEqual(await popup.evaluate(() => [document.querySelector('#switch').disabled, document.querySelector('#switch').checked]), [true, false]);
      assert.deepEqual(await shown(popup, ['sensitivity', 'history', 'paused']), [
        ['sensitivity', true, 'Set by your organisation'],
        ['history', true, 'Set by your organisation'],
        ['paused', false, null],
      ]);
    });

    test('the settings say whose choice it is, and lock what is fixed', async (t) => {
      const own = await world.browser.extensionPage('options/options.html');
      t.after(() => own.close());
      await own.front();
      await own.appears('#sites li');
      assert.deepEqual(await shown(own, ['site-x', 'site-linkedin', 'site-reddit', 'site-tumblr', 'pause_sending', 'mix']), [
        ['site-x', true, 'Set by your organisation'],
        ['site-linkedin', true, 'Set by your organisation'],
        ['site-reddit', false, 'Suggested by your organisation'],
        ['site-tumblr', false, null],
        ['pause_sending', false, 'Suggested by your organisation'],
        ['mix', false, null],
      ]);
    });

    test('what is fixed is not the person\'s to change, and a card does not offer it', async (t) => {
      await change({ set: 'site', key: 'linkedin', on: true });
      await change({ set: 'history', on: true });
      assert.equal((await place(LINKEDIN)).on, false);
      assert.equal((await world.ask({ ask: 'remembered' })).history_on, false);
      const { settings: { sites = {}, history = false } = {} } = await world.inner.evaluate(() => chrome.storage.local.get('settings'));
      assert.deepEqual([sites.linkedin, history], [undefined, false], 'nothing waits for the policy to go');
      const page = await world.visit(t, HOME);
      await page.click(BOX);
      await page.type(AD);
      await page.nudged();
      const { card } = await page.openCard();
      assert.ok(card.actions.includes('Quiet everywhere for an hour'), String(card.actions));
      assert.ok(!card.actions.some((words) => words.startsWith('Off on')), String(card.actions));
    });

    test('a suggestion holds until the person chooses', async () => {
      await change({ set: 'site', key: 'reddit', on: true });
      await change({ set: 'pause_sending', on: false });
      assert.deepEqual([(await place(REDDIT)).on, (await place(REDDIT)).why], [true, 'chosen']);
      assert.ok((await registered()).includes('reddit'));
      await world.restart();
      const { settings, laidDown } = await world.ask({ ask: 'settings' });
      assert.deepEqual([settings.sites.reddit, settings.pause_sending], [true, false]);
      assert.deepEqual([laidDown.sites.reddit, laidDown.switches.pause_sending], [undefined, undefined]);
    });

    test('a change of it is noticed: at once in Chromium, when Firefox starts next', async (t) => {
      const page = await world.visit(t, HOME);
      await page.click(BOX);
      await page.type(AD);
      await page.nudged();
      world.layDown({ sites: { x: false }, locked: ['sites'] });
      if (world.isFirefox) {
        page.closed = true;
        await world.restart();
      }
      // Chromium looks after its files every few seconds.
      await until(async () => !(await registered()).includes('x'), 'the script to go', 30_000);
      if (!world.isFirefox) await page.unnudged();
      assert.equal((await place(HOME)).why, 'fixed');
      assert.deepEqual([(await place(LINKEDIN)).why, (await place(LINKEDIN)).on], ['default', true]);
    });
  },
  { policy: POLICY },
);
