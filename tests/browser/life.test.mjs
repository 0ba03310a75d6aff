// Pages change under the boxes, and the background dies: neither is noticed by who writes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const BOX = '[data-testid="tweetTextarea_0"]';
const X = 'https://x.com/*';
const [, AD] = TWEETS.nudged[0];
const [HUMAN] = TWEETS.quiet;

inBothBrowsers('life', (world) => {
  test('a route change without loading, and the composer mounted anew', async (t) => {
    const page = await world.visit(t, 'https://x.com/home');
    await page.click(BOX);
    await page.type(AD);
    await page.nudged();
    await page.evaluate(() => window.go('/explore'));
    await page.unnudged();
    await page.evaluate(() => window.go('/home'));
    await page.click(BOX);
    await page.type(HUMAN);
    assert.equal((await world.judged(X, HUMAN.length)).level, 'quiet');
    assert.equal(await page.nudge(), null);
    await page.press('Control+a');
    await page.type(AD);
    await page.nudged();
  });

  test('the background dies between two drafts', async (t) => {
    const page = await world.visit(t, 'https://x.com/home');
    await page.click(BOX);
    await page.type(AD);
    await page.nudged();
    await world.browser.killBackground();
    await page.press('Control+a');
    await page.type(HUMAN);
    await page.unnudged();
    await world.browser.killBackground();
    await page.press('Control+a');
    await page.type(AD);
    const nudge = await page.nudged();
    assert.equal(nudge.level, 'warn');
  });

  test('the command opens the card, and Escape closes it', async (t) => {
    const page = await world.visit(t, 'https://x.com/home');
    await page.click(BOX);
    await page.type(AD);
    await page.nudged();
    await world.browser.command('open-card', 'https://x.com/*');
    await page.nudged(({ card }) => card?.focused);
    await page.press('Escape');
    await page.nudged(({ card }) => card === null);
    assert.ok(await page.evaluate(() => document.activeElement.matches('[contenteditable="true"]')));
    await page.type('!');
    await until(async () => (await page.evaluate(() => window.models.home)) === `${AD}!`, 'the caret where it was');
  });

  test('in a closed shadow root too', async (t) => {
    const page = await world.visit(t, 'https://www.linkedin.com/feed/');
    await page.evaluate(() => {
      const host = document.createElement('div');
      const box = document.createElement('textarea');
      host.attachShadow({ mode: 'closed' }).append(box);
      document.body.prepend(host);
      box.focus();
    });
    await page.type('Hi {{first_name}}, how are you?');
    assert.equal((await page.nudged()).level, 'warn');
  });

  test('the popup tells how it went with the last draft', async (t) => {
    const page = await world.visit(t, 'https://x.com/home');
    await page.click(BOX);
    await page.type('Sure');
    await world.judged(X, 4);
    const id = await world.inner.evaluate(async (url) => (await chrome.tabs.query({ url }))[0].id, 'https://x.com/home');
    const popup = await world.popup(t, 'https://x.com/home', id);
    assert.match(await popup.evaluate(() => document.querySelector('#last').textContent), /too short/);
  });

  test('two nudges running never say the same', async (t) => {
    const asks = [];
    for (let round = 0; round < 2; round += 1) {
      const page = await world.visit(t, 'https://x.com/home');
      await page.click(BOX);
      await page.type(AD);
      await page.nudged();
      asks.push((await page.openCard()).card.ask);
      await page.close();
    }
    assert.notEqual(asks[0], asks[1]);
  });

  test('words are tinted while the box has the focus, and only then', async (t) => {
    const page = await world.visit(t, 'https://x.com/home');
    await page.click(BOX);
    await page.type(AD);
    await page.nudged();
    const tinted = () =>
      page.evaluate(() => [...(CSS.highlights.get('sincerely-words') ?? [])].map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset)));
    const words = await tinted();
    assert.ok(words.length > 0 && words.every((word) => AD.includes(word)), JSON.stringify(words));
    // Typing before the words moves them along.
    await page.press('Control+Home');
    await page.type('So: ');
    await until(async () => JSON.stringify(await tinted()) === JSON.stringify(words), 'the same words');
    await page.click('#explore');
    assert.deepEqual(await tinted(), []);
  });

  test('a damaged value is set aside whole, and the rest is kept', async () => {
    const damaged = { version: 1, paused: 'maybe', sites: { linkedin: false } };
    await world.inner.evaluate((settings) => chrome.storage.local.set({ settings }), damaged);
    await world.browser.killBackground();
    const { on } = await world.ask({ ask: 'place', url: 'https://www.linkedin.com/' });
    assert.equal(on, false);
    const kept = await until(() => world.inner.evaluate(async () => (await chrome.storage.local.get('settings_damaged')).settings_damaged), 'the original');
    assert.deepEqual(kept, { value: damaged, problems: ['paused'] });
  });

  test('a value of a newer version is kept beside ours', async () => {
    const newer = { version: 9, sites: { linkedin: false }, future: [1] };
    await world.inner.evaluate((settings) => chrome.storage.local.set({ settings }), newer);
    await world.browser.killBackground();
    await world.ask({ ask: 'change', change: { set: 'site', key: 'linkedin', on: true } });
    const stored = await world.inner.evaluate(() => chrome.storage.local.get());
    assert.deepEqual(stored.settings_newer.value, newer);
    assert.equal(stored.settings.sites.linkedin, true);
  });

  test('two choices at once are both kept', async () => {
    await Promise.all(['a.example', 'b.example', 'c.example'].map((key) => world.ask({ ask: 'change', change: { set: 'site', key, on: true } })));
    const { settings } = await world.inner.evaluate(() => chrome.storage.local.get('settings'));
    for (const key of ['a.example', 'b.example', 'c.example']) assert.equal(settings.sites[key], true);
  });

  test('an update in open pages: the old script goes, the new one comes, and one nudge is there', async (t) => {
    // Chromium ends an extension of the command line that starts itself anew.
    if (!world.isFirefox) return t.skip();
    const page = await world.visit(t, 'https://x.com/home');
    await page.click(BOX);
    await page.type(AD);
    await page.nudged();
    // The old one may be gone for an instant only.
    await page.evaluate(() => void (window.old = document.querySelector('[data-sincerely]')));
    await world.inner.evaluate(() => void setTimeout(() => chrome.runtime.reload()));
    await until(() => page.evaluate(() => !window.old.isConnected), 'the old nudge to go');
    await page.nudged();
    await page.openCard();
    assert.equal(await page.evaluate(() => document.querySelectorAll('[data-sincerely]').length), 1);
  });
});
