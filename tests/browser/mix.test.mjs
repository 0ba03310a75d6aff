// "My mix" and what is remembered, on their page: shown, switched, erased.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const BOX = '[data-testid="tweetTextarea_0"]';
const POST = '[data-testid="tweetButtonInline"]';
const [, AD] = TWEETS.nudged[0];
const QUESTION = 'Has anybody seen otters hold hands while they sleep in the wild?';

inBothBrowsers('my mix', (world) => {
  async function visit(t) {
    const page = await world.browser.extensionPage('mix/mix.html');
    t.after(() => page.close());
    await page.front();
    await page.appears('#history');
    return page;
  }

  const seen = (page) =>
    page.evaluate(() => {
      const text = (one) => one.textContent;
      const shown = (selector) => document.querySelector(selector).checkVisibility();
      const rows = (table) => [...table.rows].map((row) => [...row.cells].map(text));
      return {
        counts: shown('#counts') ? Object.fromEntries([...document.querySelectorAll('#legend li')].map((one) => [text(one.querySelector('span')), Number(text(one.querySelector('b')))])) : null,
        whole: document.querySelector('#whole').getAttribute('aria-label'),
        sites: [...document.querySelectorAll('#sites li > span')].map(text),
        tables: [...document.querySelectorAll('table')].map(rows),
        nudges: ['#noticed', '#changed'].map((id) => Number(text(document.querySelector(id)))),
        remembered: [...document.querySelectorAll('#remembered li')].map((one) => [...one.querySelectorAll('span, b')].map(text).join(' ')),
        on: ['#mix', '#history'].map((id) => document.querySelector(id).checked),
        none: shown('#none'),
        words: document.body.innerText,
      };
    });

  const waits = (page, check, what) => until(async () => check(await seen(page)), what);

  async function post(t, ...texts) {
    const page = await world.visit(t, 'https://x.com/home');
    for (const text of texts) {
      await page.click(BOX);
      await page.type(text);
      if (text === AD) await page.nudged();
      await page.click(POST);
      await until(async () => (await page.evaluate(() => window.models.home)) === '', 'the box to be emptied');
    }
    return page;
  }

  const total = async () => (await world.ask({ ask: 'remembered' })).mix.counts.reduce((all, one) => all + one, 0);

  test('off at first; its own switch; counts what is sent, and nothing before', async (t) => {
    const page = await visit(t);
    const before = await seen(page);
    assert.deepEqual([before.counts, before.on, before.none], [null, [false, false], false]);
    await post(t, QUESTION);
    await page.front();
    await page.click('#mix');
    await waits(page, ({ none }) => none, 'the switch');
    const on = await seen(page);
    assert.deepEqual([on.counts, on.on, on.none], [null, [true, false], true]);

    const x = await post(t, QUESTION, AD, 'The otters were asleep this morning.');
    // Noticed, and then written anew.
    await x.click(BOX);
    await x.type(AD);
    await x.nudged();
    await x.press('Control+a');
    await x.type(QUESTION);
    await x.unnudged();
    await x.click(POST);
    await until(async () => (await total()) === 4, 'four messages');
    assert.deepEqual(Object.keys(await world.inner.evaluate(() => chrome.storage.local.get())).filter((key) => key === 'history'), []);

    await page.reload();
    await waits(page, ({ counts }) => counts, 'the counts');
    const { counts, whole, sites, tables, nudges, words } = await seen(page);
    assert.deepEqual(counts, { Answers: 0, Questions: 2, "Others' work": 0, 'Own links': 0, Promotion: 1, 'Something else': 1 });
    assert.match(whole, /Questions: 2/);
    assert.deepEqual(sites, ['X']);
    assert.deepEqual(nudges, [2, 1]);
    assert.equal(tables.length, 2);
    assert.deepEqual(tables[1][1], ['X', '0', '2', '0', '0', '1', '1', '4']);
    assert.deepEqual(tables[0].at(-1).slice(1), tables[1][1].slice(1));
    assert.doesNotMatch(words, /!|well done|great|too (much|many|few)|should/i);
  });

  test('everything on the page has a name, and the keyboard reaches it', async (t) => {
    const page = await visit(t);
    await waits(page, ({ counts }) => counts, 'the counts');
    const nameless = await page.evaluate(() => {
      const named = (one) => one.ariaLabel || one.labels?.length > 0 || one.textContent.trim() !== '';
      return [...document.querySelectorAll('button, input, a, summary, [role="img"], h1, h2, th[scope="row"]')].filter((one) => !named(one)).map((one) => one.outerHTML);
    });
    assert.deepEqual(nameless, []);
    assert.equal(await page.evaluate(() => document.documentElement.lang.slice(0, 2)), 'en');
    await page.with('#mix', (one) => one.focus());
    const reached = [];
    for (let step = 0; step < 6; step += 1) {
      reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.textContent));
      await page.press('Tab');
    }
    for (const one of ['mix', 'Erase', 'numbers', 'Erase everything', 'history']) assert.ok(reached.includes(one), `${one}: ${reached}`);
  });

  test('erased: one site at once, everything at the second press', async (t) => {
    await world.ask({ ask: 'change', change: { set: 'history', on: true } });
    await post(t, `${QUESTION} I would love to know where it was.`);
    await until(async () => (await world.ask({ ask: 'remembered' })).sites.length === 1, 'a message');
    const page = await visit(t);
    await waits(page, ({ remembered }) => remembered.length === 1, 'the history');
    assert.deepEqual((await seen(page)).remembered, ['X 1']);
    await page.click('#history-erase button');
    assert.deepEqual((await seen(page)).remembered, ['X 1'], 'one press asks only');
    assert.match(await page.evaluate(() => document.querySelector('#history-erase').textContent), /for good\?/);
    await page.click('#history-erase button');
    await waits(page, ({ remembered }) => remembered.length === 0, 'nothing to be remembered');
    const { counts, words } = await seen(page);
    assert.ok(counts, 'the mix is another thing');
    assert.match(words, /Erased\./);
    await page.click('#sites button');
    await waits(page, ({ counts }) => !counts, 'the site to go');
    const stored = await world.inner.evaluate(() => chrome.storage.local.get());
    assert.deepEqual(Object.keys(stored).filter((key) => /^(history|mix)/.test(key)), []);
  });

  test('the popup has the switch of the history, and leads here', async (t) => {
    await world.ask({ ask: 'change', change: { set: 'history', on: false } });
    const popup = await world.popup(t, 'https://x.com/home');
    assert.equal(await popup.evaluate(() => document.querySelector('footer a').pathname), '/mix/mix.html');
    await popup.click('#history');
    await until(async () => (await world.ask({ ask: 'remembered' })).history_on, 'the switch');
    assert.equal(await popup.evaluate(() => document.querySelector('#history').checked), true);
  });
});
