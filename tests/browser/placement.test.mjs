// Where the chip and the card go: over neither words nor what sends nor what counts, in every layout, size and zoom; and that
// they follow what moves.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const URL_ = 'https://www.linkedin.com/feed/';
const [, AD] = TWEETS.nudged[0];

const SIZES = { 'a window': [1000, 700, 1], '200 % zoom': [500, 350, 2], '320 px': [320, 568, 1] };

const SEND = '<button type="submit" class="send">Post</button>';
const COUNT = '<span class="count">12/280</span>';
const area = (style = 'width:100%;height:90px') => `<textarea id="box" style="box-sizing:border-box;font:16px/1.4 sans-serif;${style}"></textarea>`;
const editor = (style = 'min-height:70px') => `<div id="box" contenteditable="true" style="font:16px/1.4 sans-serif;border:1px solid #999;padding:6px;white-space:pre-wrap;overflow-wrap:anywhere;${style}"></div>`;
const row = (...parts) => `<div style="display:flex;gap:8px;justify-content:flex-end;align-items:center">${parts.join('')}</div>`;
const page = (form) => `<main style="max-width:560px;margin:40px auto;padding:0 8px"><form>${form}</form><p>${'Something else to read. '.repeat(20)}</p></main>`;

/** Layouts as the sites have them. A box that leaves no room beside it is `tight`: there the card may lie over its words. */
const LAYOUTS = {
  'a form in a page': { html: page(area() + row(COUNT, SEND)) },
  'an editor in a page': { html: page(editor() + row(COUNT, SEND)) },
  'right to left': { html: `<div dir="rtl">${page(editor() + row(COUNT, SEND))}</div>` },
  'a counter in the corner of the box': { html: page(`<div style="position:relative">${editor('min-height:120px')}<span class="count" style="position:absolute;right:8px;bottom:8px">268</span></div>${row(SEND)}`) },
  'a bar at the foot of the window': {
    html: `<form style="position:fixed;inset:auto 0 0 0;z-index:99999;display:flex;gap:8px;align-items:flex-end;padding:8px;background:#eee">${editor('flex:1;min-height:22px;max-height:80px;overflow:auto;background:#fff')}${SEND}</form>`,
  },
  'under a bar that stays at the top': {
    html: `<header style="position:sticky;top:0;height:48px;z-index:2147483647;background:#ccc"><button>Home</button></header>${page(area() + row(COUNT, SEND))}`,
  },
  'a column that clips and is transformed': {
    html: `<div style="transform:translateX(4px);overflow:hidden;max-width:300px;margin:60px auto;contain:paint"><form>${editor()}${row(COUNT, SEND)}</form></div>`,
  },
  'a modal dialog': {
    html: `<dialog style="width:min(480px,90vw);padding:12px"><form>${area('width:100%;height:110px')}${row(COUNT, SEND)}</form></dialog>`,
    after: () => document.querySelector('dialog').showModal(),
  },
  'a mail longer than the window': { html: `<form><div style="padding-bottom:60px">${editor('min-height:1600px')}</div>${`<div style="position:fixed;left:8px;bottom:8px">${SEND}</div>`}</form>` },
  'a box as large as the window': { html: `<form>${area('position:fixed;inset:0;width:100vw;height:100vh')}</form>`, tight: true },
};

/** In the page: everything that must stay free, and where the box and the window are. */
const taken = () => {
  const box = document.querySelector('#box');
  const words = document.createRange();
  words.selectNodeContents(box);
  const rects = (list) => list.map(({ left, top, right, bottom }) => ({ left, top, right, bottom })).filter(({ left, right }) => right > left);
  return {
    words: rects('value' in box ? [box.getBoundingClientRect()] : [...words.getClientRects()]),
    controls: rects([...document.querySelectorAll('.send, .count')].map((one) => one.getBoundingClientRect())),
    box: rects([box.getBoundingClientRect()])[0],
    window: { left: 0, top: 0, right: innerWidth, bottom: innerHeight },
  };
};

const overlaps = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
const inside = (a, b) => a.left >= b.left - 0.5 && a.top >= b.top - 0.5 && a.right <= b.right + 0.5 && a.bottom <= b.bottom + 0.5;

inBothBrowsers('placement', (world) => {
  /** Once it no longer moves. @param {string} selector */
  async function settled(page, selector) {
    let before = '';
    return until(async () => {
      const place = await page.inside(selector);
      const now = JSON.stringify([place, await page.evaluate(taken)]);
      const still = now === before;
      before = now;
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      return still && place && place.right > place.left && place;
    }, `${selector} to rest`);
  }

  for (const [name, { html, after = () => {}, tight = false }] of Object.entries(LAYOUTS)) {
    test(name, async (t) => {
      const page = await world.visit(t, URL_);
      await page.evaluate((html) => {
        document.body.style.cssText = 'margin:0';
        document.body.innerHTML = html;
        document.addEventListener('submit', (event) => event.preventDefault());
      }, html);
      await page.evaluate(after);
      await page.click('#box');
      await page.type(AD);
      await page.nudged();
      for (const [size, [width, height, ratio]] of Object.entries(SIZES)) {
        await page.resize(width, height, ratio);
        await until(() => page.evaluate((width) => innerWidth === width, width), 'the window to be resized');
        const chip = await settled(page, '.chip');
        const around = await page.evaluate(taken);
        const at = `${size}: ${JSON.stringify({ chip, ...around })}`;
        assert.ok(inside(chip, around.window), `the chip is in the window at ${at}`);
        assert.deepEqual(around.controls.filter((one) => overlaps(one, chip)), [], `the chip over a control at ${at}`);
        if (!tight) assert.deepEqual(around.words.filter((one) => overlaps(one, chip)), [], `the chip over words at ${at}`);
        const top = await page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.dataset.sincerely, chip);
        assert.equal(top, 'nudge', `something lies over the chip at ${at}`);

        await page.openCard();
        const card = await settled(page, '.card');
        const now = await page.evaluate(taken);
        assert.ok(inside(card, now.window), `the card is in the window at ${size}: ${JSON.stringify(card)}`);
        assert.deepEqual(now.controls.filter((one) => overlaps(one, card)), [], `the card over a control at ${size}: ${JSON.stringify({ card, ...now })}`);
        // Beside, above or below, wherever the whole card has room.
        const rooms = [now.box.left, now.window.right - now.box.right].map((room) => room > card.right - card.left + 8);
        const heights = [now.box.top, now.window.bottom - now.box.bottom].map((room) => room > 460 + 40);
        if ([...rooms, ...heights].some(Boolean)) assert.deepEqual(now.words.filter((one) => overlaps(one, card)), [], `the card over words at ${size}: ${JSON.stringify({ card, ...now })}`);
        await page.press('Escape');
        await page.nudged((nudge) => nudge.card === null);
      }
    });
  }

  test('what scrolls takes the chip along, the page and a part of it', async (t) => {
    const page = await world.visit(t, URL_);
    const filler = `<p style="height:600px">${'Above. '.repeat(20)}</p>`;
    await page.evaluate((html) => (document.body.innerHTML = html), `${filler}<div id="part" style="height:300px;overflow:auto">${filler}<form>${editor()}${row(SEND)}</form>${filler}</div>${filler}`);
    await page.click('#box');
    await page.type(AD);
    await page.nudged();
    /** At the box, on whichever side has room. */
    const follows = async () => {
      const chip = await settled(page, '.chip');
      const { box } = await page.evaluate(taken);
      return chip.top - box.bottom <= 8 && box.top - chip.bottom <= 8 && chip.left >= box.left - 1 && chip.right <= box.right + 8;
    };
    assert.ok(await follows());
    for (const scroll of [() => scrollBy(0, 40), () => document.querySelector('#part').scrollBy(0, -30)]) {
      const { box } = await page.evaluate(taken);
      await page.evaluate(scroll);
      await until(async () => (await page.evaluate(taken)).box.top !== box.top, 'the box to move');
      await until(follows, 'the chip to follow');
    }
    // Scrolled out of sight the chip goes, and comes back with the box.
    const hidden = () => page.tab.inClosed(`() => document.querySelector('[data-sincerely]')`, `function () { return getComputedStyle(this.querySelector('.chip')).visibility; }`, []);
    await page.evaluate(() => (document.querySelector('#part').scrollTop = 0));
    await until(async () => (await hidden()) === 'hidden', 'the chip to hide');
    await page.evaluate(() => document.querySelector('#box').scrollIntoView({ block: 'center' }));
    await until(async () => (await hidden()) === 'visible', 'the chip to be back');
  });
});
