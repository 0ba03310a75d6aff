// The pages and the card as everybody meets them: without a mouse, with a screen reader's eyes, in every language, on a narrow
// screen. And what the browser's own buttons and menus say.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import axe from 'axe-core';
import { until } from './drive/page.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const HOME = 'https://x.com/home';
const BOX = '[data-testid="tweetTextarea_0"]';
const PITCH = 'Hi {{first_name}}, I came across your profile and was impressed by your work at {{company}}.';
const [, AD] = TWEETS.nudged[0];

/** Every page, and when it is there. */
const PAGES = {
  'popup/popup.html?url=https://x.com/home': '#sensitivity label',
  'options/options.html': '#sites li',
  'mix/mix.html': '#history',
  'welcome/welcome.html': '#drafts button',
  'check/check.html': '#text',
};

/** In a page of the extension: a whole card, as it is for this text. */
const CARD = async (text) => {
  const { booted, judge, keepTo } = await import('/background/engine.js');
  const { buildCard } = await import('/content/card.js');
  await booted;
  keepTo({});
  const look = { url: 'https://x.com/home', text, row: null, recipient: null, parent: null, subject: null, turns: 0, shape: { subject: false, article: false, chat: false }, origin: { typed: text.length, pasted: 0, inserted: 0 }, ui: 'en', shown: null, variant: 0, private: false, snoozed: false };
  const { card } = judge((engine) => engine.look(look));
  for (const one of card.findings) one.quotes = one.spans.map(([start, end]) => text.slice(start, end));
  const report = () => ({ facts: { sincerely: '1', rules: card.findings.map(({ rule }) => rule) }, text });
  const made = buildCard(card, 'A site with quite a long name', { close() {}, choose() {}, report, grown() {} });
  const frame = document.createElement('div');
  frame.className = 'frame in-page';
  frame.append(made);
  const styles = document.createElement('link');
  Object.assign(styles, { rel: 'stylesheet', href: '/content/nudge.css' });
  await new Promise((resolve) => {
    styles.onload = resolve;
    document.head.append(styles);
  });
  const main = document.createElement('main');
  main.append(frame);
  document.body.replaceChildren(main);
  made.querySelector('.toggle').click();
  made.querySelector('summary').click();
};

inBothBrowsers('pages', (world) => {
  afterEach(() => world.ask({ ask: 'change', change: { set: 'reset' } }));

  async function open(t, path, ready) {
    const page = await world.browser.extensionPage(path);
    t.after(() => page.close());
    await page.front();
    await page.appears(ready);
    return page;
  }

  /** In light and in dark. */
  const violations = (page) =>
    page.evaluate(`async () => {
      ${axe.source};
      const found = [];
      for (const theme of ['light', 'dark']) {
        document.documentElement.style.colorScheme = theme;
        for (const frame of [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])].flatMap((root) => [...root.querySelectorAll('.frame')])) frame.dataset.theme = theme;
        const { violations } = await axe.run(document, { resultTypes: ['violations'] });
        found.push(...violations.map(({ id, nodes }) => ({ theme, id, nodes: nodes.map(({ target, failureSummary }) => [String(target), failureSummary]) })));
      }
      return found;
    }`);

  for (const [path, ready] of Object.entries(PAGES)) {
    test(`axe finds nothing on ${path.split('/')[0]}`, async (t) => {
      await world.ask({ ask: 'change', change: { set: 'ignore', phrase: 'great post', on: true } });
      const page = await open(t, path, ready);
      if (path.startsWith('options')) await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      assert.deepEqual(await violations(page), []);
    });
  }

  test('axe finds nothing in the open card, nor in its report', async (t) => {
    const page = await open(t, 'check/check.html', '#text');
    await page.evaluate(CARD, PITCH);
    await page.appears('.more button');
    assert.deepEqual(await violations(page), []);
    await page.with('.more > div:last-child button', (one) => one.click());
    await page.appears('pre');
    assert.deepEqual(await violations(page), []);
  });

  test('the welcome page judges three drafts, and what one writes', async (t) => {
    const page = await open(t, 'welcome/welcome.html', '#drafts button');
    const card = () => page.evaluate(() => document.querySelector('#card').shadowRoot.querySelector('.frame').textContent);
    for (const [index, says] of [/form letter|anyone|template/, /ad|offer/, /Nothing to say/].entries()) {
      await page.with(`#drafts button:nth-child(${index + 1})`, (one) => one.click());
      await until(async () => says.test(await card()), String(says));
    }
    await page.click('#draft');
    await page.press('Control+a');
    await page.type(AD);
    await until(async () => /Why\?/.test(await card()), 'a card');
    await page.click('#history');
    await until(async () => (await world.ask({ ask: 'remembered' })).history_on, 'the history');
    await world.ask({ ask: 'change', change: { set: 'history', on: false } });
  });

  test('a selected text is checked in a window of its own, and taken out of the session', async (t) => {
    await world.inner.evaluate((selected) => chrome.storage.session.set({ selected }), AD);
    const page = await open(t, 'check/check.html', '#text');
    await until(() => page.evaluate(() => /Why\?/.test(document.querySelector('#card').shadowRoot?.textContent ?? '')), 'a card');
    assert.equal(await page.evaluate(() => document.querySelector('#text').textContent), AD);
    assert.deepEqual(await world.inner.evaluate(() => chrome.storage.session.get('selected')), {});
  });

  test('"off on this site" of the context menu, and the badge', async (t) => {
    const page = await world.visit(t, HOME);
    await page.click(BOX);
    await page.type(AD);
    await page.nudged();
    const badge = () => world.inner.evaluate(() => chrome.action.getBadgeText({}));
    assert.equal(await badge(), '');
    await world.ask({ ask: 'change', change: { set: 'snooze', until: Date.now() + 3_600_000 } });
    await page.unnudged();
    await until(async () => (await badge()) === 'z', 'the badge');
    assert.equal((await world.inner.evaluate(() => chrome.alarms.getAll())).length, 1);
    await world.ask({ ask: 'change', change: { set: 'snooze' } });
    await page.nudged();
    await until(async () => (await badge()) === '', 'no badge');
    await world.ask({ ask: 'change', change: { set: 'paused', on: true } });
    await until(async () => (await badge()) === 'II', 'the badge');
    await world.ask({ ask: 'change', change: { set: 'paused', on: false } });
    if (world.isFirefox) return;
    await page.front();
    await page.click(BOX);
    await page.type('!');
    await page.nudged();
    await world.browser.inBackground(`() => chrome.contextMenus.onClicked.dispatch({ menuItemId: 'off', pageUrl: '${HOME}', editable: true })`, world);
    await page.unnudged();
  });

  test('a silence that is over ends by itself', async (t) => {
    const page = await world.visit(t, HOME);
    await page.click(BOX);
    await page.type(AD);
    await page.nudged();
    await world.ask({ ask: 'change', change: { set: 'snooze', until: Date.now() + 1_500 } });
    await page.unnudged();
    await page.nudged();
  });

  test('the popup: quiet because, sensitivity, pause everywhere, and how to end a silence', async (t) => {
    await world.ask({ ask: 'change', change: { set: 'snooze', until: Date.now() + 3_600_000 } });
    // A tab in which nothing was looked at.
    const popup = await world.popup(t, HOME, 99_999);
    const words = () => popup.evaluate(() => document.body.innerText);
    assert.match(await words(), /No text box has been read here yet/);
    assert.match(await words(), /Quiet everywhere until/);
    await popup.click('.silence button');
    await until(async () => !/Quiet everywhere until/.test(await words()), 'the end of the silence');
    await popup.with('#sensitivity-strict', (one) => one.click());
    await until(async () => /Speaks sooner/.test(await words()), 'the choice');
    await popup.click('#paused');
    await until(async () => /Everything is paused/.test(await words()), 'the pause');
  });
});
