// What the extension does on a page where nobody writes: nothing. And in a page with many boxes and a feed that never rests it
// works only when the box changes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { busy } from './busy.mjs';
import { until } from './drive/page.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const URL_ = 'https://www.linkedin.com/feed/';
const SITE = 'https://www.linkedin.com/*';
const [HUMAN] = TWEETS.quiet;
const [, AD] = TWEETS.nudged[0];

/** The listeners of a page in which nobody writes. */
const AT_REST = ['pointerdown', 'click', 'focusin', 'focusout', 'visibilitychange', 'abort'];

/** In our own world: every timer, observer and listener from now on is counted, and the script is to begin anew. */
function instrument() {
  const counts = (globalThis.counts = {});
  const counted = (name, trap) => {
    const counting = (target, ...rest) => {
      counts[name] = (counts[name] ?? 0) + 1;
      // Firefox insists on the window that a timer belongs to.
      return trap === 'apply' ? target.apply(window, rest[1]) : new target(...rest[0]);
    };
    globalThis[name] = new Proxy(globalThis[name], { [trap]: counting });
  };
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) counted(name, 'apply');
  for (const name of ['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver']) counted(name, 'construct');
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    (counts.listeners ??= []).push(type);
    return addEventListener.call(this, type, ...rest);
  };
  globalThis.sincerely.leave();
}

inBothBrowsers('at rest', (world) => {
  const counts = async () => (await world.inOurWorld(SITE, () => globalThis.counts))[0];
  const passed = async (page, changes) => {
    const begun = await page.evaluate(() => window.changes);
    await until(() => page.evaluate((least) => window.changes >= least, begun + changes), 'the feed to change');
  };

  test('no timer, no observer, no message until a box has the focus; then none for what happens around it', async (t) => {
    const page = await world.visit(t, URL_);
    await page.evaluate(busy);
    await world.inner.evaluate(() => {
      window.heard = [];
      chrome.runtime.onConnect.addListener(() => window.heard.push('connect'));
      chrome.runtime.onMessage.addListener(() => void window.heard.push('message'));
    });
    const heard = () => world.inner.evaluate(() => window.heard);
    await world.inOurWorld(SITE, instrument);
    await world.inOurWorld(SITE, '/content/content.js');
    await page.click('p');
    await page.evaluate(() => document.querySelector('body > button').focus());
    await page.press('a');
    await page.evaluate(() => scrollBy(0, 200));
    await passed(page, 100);
    assert.deepEqual([await counts(), await heard()], [{ listeners: AT_REST }, []]);

    // A box is focused: it is watched, and the proof that all of this is counted at all.
    await page.click('form:nth-of-type(3) [contenteditable]');
    await page.type(HUMAN);
    await world.judged(SITE, HUMAN.length);
    const watching = await counts();
    assert.ok(watching.MutationObserver === 1 && watching.setTimeout > 0, JSON.stringify(watching));
    assert.deepEqual(await heard(), ['connect']);
    await passed(page, 100);
    assert.deepEqual([await counts(), await heard()], [watching, ['connect']]);
  });

  test('a nudge follows its box, and its box alone', async (t) => {
    const page = await world.visit(t, URL_);
    await page.evaluate(busy);
    await page.evaluate(() => Object.assign(document.querySelector('#feed').style, { height: '100px', overflow: 'hidden' }));
    await page.click('form:nth-of-type(3) [contenteditable]');
    await page.type(AD);
    await page.nudged();
    const box = 'form:nth-of-type(3) [contenteditable]';
    const offset = async () => (await page.inside('.chip')).top - (await page.with(box, (one) => one.getBoundingClientRect().top));
    const before = await offset();
    // The feed grows and pushes the box away.
    await page.evaluate(() => (document.querySelector('#feed').style.height = '160px'));
    await until(async () => Math.abs((await offset()) - before) <= 1, 'the chip to follow');
    await passed(page, 50);
    assert.ok(Math.abs((await offset()) - before) <= 1);
  });
});
