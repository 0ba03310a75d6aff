// The three things the extension is there for, whole, at the sites' real addresses and in their real editors.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INVITES, TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const BOX = '[data-testid="tweetTextarea_0"]';
const X = 'https://x.com/*';
const LINKEDIN = 'https://www.linkedin.com/*';

inBothBrowsers('a tweet', (world) => {
  for (const path of ['/home', '/compose/post']) {
    for (const [family, text] of TWEETS.nudged) {
      test(`${path} nudges: ${text.slice(0, 30)}`, async (t) => {
        const page = await world.visit(t, `https://x.com${path}`);
        await page.click(BOX);
        await page.type(text);
        const nudge = await page.nudged();
        assert.deepEqual([nudge.level, nudge.families.split(' ')[0], nudge.card], ['warn', family, null]);
        assert.deepEqual(nudge.attributes, ['data-families', 'data-level', 'data-sincerely', 'popover']);
        assert.match(nudge.title, /\S+ \S+/);
        const { card } = await page.openCard();
        assert.ok(card.findings.length > 0);
        for (const { quotes, reason, source } of card.findings) {
          assert.ok(quotes.every((quote) => text.includes(quote)), quotes.join());
          assert.ok(reason && source);
        }
        assert.match(card.ask, /\?$/);
        assert.deepEqual(await page.evaluate(() => Object.values(window.models)), [text]);
      });
    }
    for (const text of TWEETS.quiet) {
      test(`${path} stays quiet: ${text.slice(0, 30)}`, async (t) => {
        const page = await world.visit(t, `https://x.com${path}`);
        await page.click(BOX);
        await page.type(text);
        const { level, row, origin } = await world.judged(X, text.length);
        assert.deepEqual([level, row], ['quiet', 'post']);
        // No hand is as fast as this: the first letters may be there before the box is known.
        assert.ok(origin.typed > text.length / 2 && origin.pasted === 0 && origin.inserted < 2, JSON.stringify(origin));
        assert.equal(await page.nudge(), null);
      });
    }
  }

  test('making it personal makes the nudge go away', async (t) => {
    const page = await world.visit(t, 'https://x.com/home');
    await page.click(BOX);
    await page.type(TWEETS.nudged[0][1]);
    await page.nudged();
    await page.openCard();
    await page.press('Control+a');
    await page.type(TWEETS.quiet[0]);
    await page.unnudged();
    assert.deepEqual(await page.evaluate(() => window.models.home), TWEETS.quiet[0]);
  });

  test('a reply in the dialog sends its parent and reader along', async (t) => {
    const page = await world.visit(t, 'https://x.com/home');
    await page.click('[data-testid="reply"]');
    await page.click(BOX);
    const [, text] = TWEETS.nudged[0];
    await page.type(text);
    await page.nudged();
    const last = await world.judged(X, text.length);
    const parent = 'Does anybody know why otters hold hands while they sleep?';
    assert.deepEqual([last.row, last.parentLength, last.recipientLength], ['reply-dialog', parent.length, 'Anna Berg'.length]);
  });

  test('a reply on the page of a post does so too', async (t) => {
    const page = await world.visit(t, 'https://x.com/jonas/status/2');
    await page.click(BOX);
    const text = 'Mine too! How warm is your kitchen at night?';
    await page.type(text);
    const last = await world.judged(X, text.length);
    assert.deepEqual([last.row, last.parentLength, last.level], ['reply-inline', 'My sourdough failed again.'.length, 'quiet']);
    assert.equal(await page.nudge(), null);
  });
});

inBothBrowsers('an invitation', (world) => {
  /** Opens the dialog as a person does: the name stands on its first screen only. */
  async function invite(t, home) {
    const page = await world.visit(t, `https://www.linkedin.com/in/anna-berg/?dialog=${home}`);
    await page.click('#connect');
    await page.click('button[aria-label="Add a note"]');
    await page.click('#custom-message');
    return page;
  }

  for (const home of ['classic', 'outlet', 'modal']) {
    for (const kind of ['stock', 'salesy', 'unfilled']) {
      test(`${home}: pasting a ${kind} one warns, names the reader and says it was pasted`, async (t) => {
        const page = await invite(t, home);
        await page.paste(INVITES[kind]);
        const { level, mount } = await page.nudged();
        assert.deepEqual([level, mount], ['warn', home === 'modal' ? 'dialog' : 'div']);
        const { card } = await page.openCard();
        assert.match(card.ask, /Anna.*\?$/);
        assert.match(card.body, /pasted/i);
        const last = await world.judged(LINKEDIN, INVITES[kind].length);
        assert.deepEqual([last.row, last.origin], ['invite', { typed: 0, pasted: INVITES[kind].length, inserted: 0 }]);
        assert.equal(await page.with('#custom-message', (box) => box.value), INVITES[kind]);
      });
    }
    for (const text of INVITES.quiet) {
      test(`${home} stays quiet: ${text.slice(0, 30)}`, async (t) => {
        const page = await invite(t, home);
        await page.paste(text);
        assert.equal((await world.judged(LINKEDIN, text.length)).level, 'quiet');
        assert.equal(await page.nudge(), null);
      });
    }
  }

  test('in a frame of the same origin', async (t) => {
    const page = await world.visit(t, 'https://www.linkedin.com/in/anna-berg/?dialog=frame');
    await page.click('#connect');
    await page.click('button[aria-label="Add a note"]');
    await page.click('#custom-message');
    await page.type(INVITES.stock);
    assert.equal(await page.hosted(), 'warn');
    assert.equal((await world.judged(LINKEDIN, INVITES.stock.length)).row, 'invite');
  });
});
