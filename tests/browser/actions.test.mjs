// What can be chosen in the card: each choice at once in another open tab too, and taken back where it was made.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { until } from './drive/page.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const BOX = '[data-testid="tweetTextarea_0"]';
const POST = '[data-testid="tweetButtonInline"]';
const HOME = 'https://x.com/home';
const OTHER = 'https://x.com/compose/post';
const [, AD] = TWEETS.nudged[0];
const PITCH = 'Hi {{first_name}}, are you coming to see the otters on Friday?';

inBothBrowsers('choices of the card', (world) => {
  // A test that fails leaves nothing to the next.
  afterEach(() => world.ask({ ask: 'change', change: { set: 'reset' } }));

  async function nudgedAt(t, url, text = PITCH, box = BOX) {
    const page = await world.visit(t, url);
    await page.click(box);
    await page.type(text);
    await page.nudged();
    return page;
  }

  const settings = () => world.inner.evaluate(async () => (await chrome.storage.local.get('settings')).settings);

  /** Everything but how often nudges came to nothing, which every test adds to. */
  const chosen = async () => ({ ...(await settings()), unheeded: [] });

  test('"not this time" is for this draft, here, and can be taken back', async (t) => {
    const other = await nudgedAt(t, OTHER);
    const page = await nudgedAt(t, HOME);
    await page.openCard();
    await page.choose('Not this time');
    await page.unnudged();
    assert.equal(await page.told(), 'Not this time');
    assert.deepEqual(await page.evaluate(() => [...CSS.highlights.values()].flatMap((one) => [...one]).length), 0, 'no word is marked any more');
    assert.ok(await other.nudge(), 'another draft keeps its own');
    await page.undo();
    await page.nudged();
    assert.equal(await page.told(), null);
    await page.clickInside('.aside');
    await page.unnudged();
    assert.equal(await page.told(), 'Not this time', 'one click on the chip is enough');
    await page.type('!');
    assert.equal(await page.told(), null, 'whoever writes on has decided');
  });

  // What is chosen, and what of a second draft with the same words is left of it in another tab.
  for (const [words, other, gone] of [
    ['Never flag “{{first_name}}', OTHER, true],
    ['Turn this check off everywhere', OTHER, true],
    ['Quiet everywhere for an hour', 'https://www.linkedin.com/messaging/thread/1/', true],
    ['Quiet everywhere until midnight', OTHER, true],
    ['Quiet in this tab', OTHER, false],
    ['Off in this kind of box', 'https://www.linkedin.com/messaging/thread/1/', false],
    ['Off on X', OTHER, true],
  ]) {
    test(`"${words}": ${gone ? 'at once in another tab' : 'and nowhere else'}; taken back, all is as it was`, async (t) => {
      const elsewhere = await nudgedAt(t, other, PITCH, other.includes('linkedin') ? '.msg-form__contenteditable' : BOX);
      const page = await nudgedAt(t, HOME);
      const before = await chosen();
      await page.openCard();
      await page.choose(words);
      await page.unnudged();
      assert.match(await page.told(), new RegExp(words.slice(0, 10)));
      if (gone) await elsewhere.unnudged();
      else assert.ok(await elsewhere.nudge());
      await page.undo();
      await page.nudged();
      await until(async () => JSON.stringify(await chosen()) === JSON.stringify(before), 'the settings to be as before');
      if (gone) {
        await elsewhere.front();
        await elsewhere.nudged();
      }
    });
  }

  test('a report is copied by hand, with the text only when it is ticked', async (t) => {
    const page = await nudgedAt(t, HOME);
    await page.openCard();
    await page.choose('This misses the mark');
    const report = () => page.tab.inClosed(`() => document.querySelector('div[data-sincerely="nudge"]')`, "function () { return this.querySelector('pre').textContent; }", []);
    const facts = JSON.parse(await report());
    assert.deepEqual(Object.keys(facts), ['sincerely', 'level', 'rules', 'language', 'site', 'box', 'length', 'parent']);
    assert.deepEqual([facts.level, facts.language, facts.site, facts.length], ['warn', 'en', 'x', PITCH.length]);
    assert.ok(!(await report()).includes('otters'));
    await page.clickInside('.tick label');
    assert.equal(JSON.parse(await report()).text, PITCH);
    await page.clickInside('.tick label');
    assert.ok(!(await report()).includes('otters'));
    await page.clickInside('.toggle', 'Back');
    await page.nudged(({ card }) => card?.actions.includes('Not this time'));
  });

  test('three drafts sent past a nudge, and the fourth gets a hint; a changed one brings the warning back', async (t) => {
    const page = await world.visit(t, HOME);
    const write = async (text) => {
      await page.click(BOX);
      await page.type(text);
    };
    const times = async () => (await settings()).unheeded[0]?.times ?? 0;
    for (let sent = 1; sent <= 3; sent += 1) {
      await write(AD);
      await page.nudged(({ level }) => level === 'warn');
      await page.click(POST);
      await until(async () => (await times()) === sent, `${sent} to be counted`);
    }
    await write(AD);
    await page.nudged(({ level }) => level === 'hint');
    await page.press('Control+a');
    await page.type(TWEETS.quiet[0]);
    await page.unnudged();
    await page.click(POST);
    await until(async () => (await times()) === 0, 'it to be forgotten');
    await write(AD);
    await page.nudged(({ level }) => level === 'warn');
  });

  test('pause before sending: the first press opens the card, the second sends', async (t) => {
    await world.ask({ ask: 'change', change: { set: 'pause_sending', on: true } });
    const page = await world.visit(t, HOME);
    const held = () => page.evaluate(() => window.models.home);
    for (const send of [() => page.click(POST), () => page.press('Control+Enter')]) {
      await page.click(BOX);
      await page.type(AD);
      await page.nudged();
      await send();
      await page.nudged(({ card }) => card !== null);
      assert.equal(await held(), AD, 'nothing was sent');
      await send();
      await until(async () => (await held()) === '', 'it to be sent');
      // Nothing to say, nothing to hold up.
      await page.click(BOX);
      await page.type(TWEETS.quiet[0]);
      await world.judged('https://x.com/*', TWEETS.quiet[0].length);
      await send();
      await until(async () => (await held()) === '', 'it to be sent');
    }
    await world.ask({ ask: 'change', change: { set: 'reset' } });
    await page.click(BOX);
    await page.type(AD);
    await page.nudged();
    await page.click(POST);
    await until(async () => (await held()) === '', 'it to be sent at once where nobody asked for a pause');
  });

  test('by keyboard: open, set aside, take back, close', async (t) => {
    const page = await nudgedAt(t, HOME);
    const caret = () => page.evaluate(() => [document.activeElement.closest('[data-testid]')?.dataset.testid, getSelection().anchorOffset]);
    const before = await caret();
    await world.browser.command('open-card', HOME);
    await page.nudged(({ card }) => card?.focused);
    await page.press('Enter');
    await page.unnudged();
    assert.equal(await page.told(), 'Not this time', 'two keys');
    await page.press('Enter');
    await page.nudged();
    assert.equal(await page.told(), null);
    await world.browser.command('open-card', HOME);
    await page.nudged(({ card }) => card?.focused);
    await page.press('Tab');
    await page.press('Enter');
    await page.nudged(({ card }) => card?.more);
    await page.press('Escape');
    await page.nudged(({ card }) => card === null);
    assert.deepEqual(await caret(), before);
    await page.type('!');
    await until(() => page.evaluate(() => window.models.home.endsWith('!')), 'the editor to have the key');
  });
});
