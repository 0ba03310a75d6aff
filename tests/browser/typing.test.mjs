// What a person does in a box, and that nothing in the box, the focus or the caret is ever touched.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { INVITES, TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const X = 'https://x.com/*';
const LINKEDIN = 'https://www.linkedin.com/*';
const [, AD] = TWEETS.nudged[0];
const [HUMAN] = TWEETS.quiet;

/** Every kind of box, where it stands, and how to read what its editor believes. */
const BOXES = {
  'Draft.js': { url: 'https://x.com/home', box: '[data-testid="tweetTextarea_0"]', model: () => window.models.home },
  'Quill 1': { url: 'https://www.linkedin.com/feed/', box: '.ql-editor', model: () => window.models.quill().trimEnd() },
  TipTap: { url: 'https://www.linkedin.com/feed/', box: '.ProseMirror', model: () => window.models.tiptap() },
  'plain contenteditable': { url: 'https://www.linkedin.com/messaging/thread/1/', box: '.msg-form__contenteditable' },
  textarea: { url: 'https://www.linkedin.com/preload/?name=Anna', box: '#custom-message', open: 'button[aria-label="Add a note"]' },
};

inBothBrowsers('typing', (world) => {
  async function write(t, { url, box, open }) {
    const page = await world.visit(t, url);
    if (open) await page.click(open);
    await page.click(box);
    return page;
  }

  for (const [name, where] of Object.entries(BOXES)) {
    test(`${name}: an ad nudges, a person's words do not, and the editor is left alone`, async (t) => {
      const page = await write(t, where);
      await page.type(HUMAN);
      assert.equal((await world.judged(new URL(where.url).origin + '/*', HUMAN.length)).level, 'quiet');
      assert.equal(await page.nudge(), null);

      await page.press('Control+a');
      await page.type(AD);
      await page.with(where.box, (box) => {
        // From here on nobody types: every change inside is ours.
        window.changes = [];
        new MutationObserver((list) => window.changes.push(...list.map(String))).observe(box, { attributes: true, childList: true, characterData: true, subtree: true });
        window.before = box.outerHTML;
        window.view = () => {
          const { anchorOffset, focusOffset } = getSelection();
          return JSON.stringify([document.activeElement === box, anchorOffset, focusOffset, box.selectionStart, box.selectionEnd, box.scrollTop, scrollX, scrollY, box.value]);
        };
        window.viewed = window.view();
      });
      const { level } = await page.nudged();
      assert.equal(level, 'warn');
      await page.openCard();
      await page.clickInside('summary');
      await page.clickInside('footer button', 'Not this time');
      await page.unnudged();
      assert.deepEqual(
        await page.with(where.box, (box) => [box.outerHTML === window.before, window.changes, window.view() === window.viewed]),
        [true, [], true],
      );
      assert.equal(await page.with(where.box, (box) => box.closest('[data-sincerely]') ?? box.querySelector('[data-sincerely]')), null);

      // The caret is where it was: what comes next stands at the end.
      await page.type('!');
      const model = where.model ?? (() => document.querySelector('.msg-form__contenteditable, #custom-message').value ?? document.querySelector('.msg-form__contenteditable').innerText.trimEnd());
      await until(async () => (await page.evaluate(model)) === `${AD}!`, 'the editor to hold the text');
      assert.deepEqual(page.tab.errors.filter((error) => !error.includes('favicon')), []);
    });
  }

  test('undoing a paste takes the nudge away', async (t) => {
    const page = await write(t, BOXES.textarea);
    await page.paste(INVITES.stock);
    await page.nudged();
    await page.press('Control+z');
    await page.unnudged();
    assert.equal(await page.with('#custom-message', (box) => box.value), '');
  });

  test('what was typed and what was pasted are counted apart', async (t) => {
    const page = await write(t, BOXES.textarea);
    await page.type('Hello there. ');
    await page.paste(INVITES.stock);
    await page.nudged();
    const all = 13 + INVITES.stock.length;
    assert.deepEqual((await world.judged(LINKEDIN, all)).origin, { typed: 13, pasted: INVITES.stock.length, inserted: 0 });
  });

  test('what a program put there counts as inserted', async (t) => {
    const page = await write(t, BOXES.textarea);
    await page.with('#custom-message', (box, text) => {
      box.value = text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    }, INVITES.stock);
    await page.nudged();
    assert.deepEqual((await world.judged(LINKEDIN, INVITES.stock.length)).origin, { typed: 0, pasted: 0, inserted: INVITES.stock.length });
  });

  test('nothing is looked at during a composition, and all of it after', async (t) => {
    const page = await write(t, BOXES.textarea);
    await page.type('Anna');
    const { looks } = await world.judged(LINKEDIN, 4);
    const compose = world.isFirefox
      ? async (text) => {
          // BiDi has no input method: the events are the page's own, the keys are real.
          await page.with('#custom-message', (box) => box.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true })));
          await page.type(text);
        }
      : (text) => page.tab.compose(text);
    await compose(', limited time offer, buy now');
    // That something does not happen can only be seen by letting the pause go by.
    const started = Date.now();
    await until(async () => Date.now() - started > 1500, 'twice the pause');
    assert.equal((await world.last(LINKEDIN)).looks, looks);
    assert.equal(await page.nudge(), null);
    if (world.isFirefox) await page.with('#custom-message', (box) => box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true })));
    else await page.tab.commit(', limited time offer, buy now');
    await page.nudged();
    const { origin } = await world.judged(LINKEDIN, 33);
    assert.deepEqual([origin.pasted, origin.inserted], [0, 0]);
  });

  test('sent: an emptied box shows nothing', async (t) => {
    const page = await write(t, BOXES['Draft.js']);
    await page.type(AD);
    await page.nudged();
    await page.click('[data-testid="tweetButtonInline"]');
    await page.unnudged();

    const other = await write(t, BOXES.textarea);
    await other.paste(INVITES.stock);
    await other.nudged();
    await other.click('button[aria-label="Send invitation"]');
    await other.unnudged();
  });

  test('a dialog that closes takes its nudge along', async (t) => {
    const page = await write(t, BOXES.textarea);
    await page.paste(INVITES.stock);
    await page.nudged();
    await page.with('.artdeco-modal', (dialog) => dialog.remove());
    await page.unnudged();
  });

  test('"not this time" holds for the draft, and not for the next', async (t) => {
    const page = await write(t, BOXES.textarea);
    await page.paste(INVITES.stock);
    await page.nudged();
    await page.openCard();
    await page.clickInside('footer button', 'Not this time');
    await page.unnudged();
    await page.type(' Best');
    await world.judged(LINKEDIN, INVITES.stock.length + 5);
    assert.equal(await page.nudge(), null);
    await page.press('Control+a');
    await page.press('Backspace');
    await page.paste(INVITES.unfilled);
    await page.nudged();
  });

  test('by keyboard: the card takes the focus and Escape gives it back with the caret', async (t) => {
    const page = await write(t, BOXES.textarea);
    await page.paste(INVITES.stock);
    await page.nudged();
    for (let moves = 0; moves < 5; moves += 1) await page.press('ArrowLeft');
    await page.with('#custom-message', (box) => {
      window.caret = [box.selectionStart, box.selectionEnd];
      window.keys = [];
      document.addEventListener('keydown', ({ key, target }) => window.keys.push([key, target.localName]));
    });
    // The chip is the last thing in the dialog.
    await until(async () => {
      await page.press('Tab');
      return page.evaluate(() => document.activeElement.dataset.sincerely === 'nudge');
    }, 'the chip to have the focus');
    await page.press('Enter');
    const { card, expanded } = await page.nudged(({ card }) => card?.focused);
    assert.equal(expanded, 'true');
    assert.ok(card.ask);
    await page.press('Escape');
    await page.nudged(({ card }) => card === null);
    assert.deepEqual(await page.with('#custom-message', (box) => [document.activeElement === box, box.selectionStart, box.selectionEnd]), [true, ...(await page.evaluate(() => window.caret))]);
    // The site's own hotkeys heard nothing of what happened in the card.
    assert.deepEqual(await page.evaluate(() => window.keys.filter(([key, target]) => key === 'Escape' || (key === 'Enter' && target === 'div'))), []);
  });

  test('the chip covers neither words nor controls', async (t) => {
    for (const [name, where] of Object.entries(BOXES)) {
      const page = await write(t, where);
      await page.type(AD);
      await page.nudged();
      const chip = await page.inside('.pill');
      const covered = await page.with(where.box, (box, chip) => {
        const overlaps = ({ left, top, right, bottom }) => left < chip.right && chip.left < right && top < chip.bottom && chip.top < bottom;
        const range = document.createRange();
        range.selectNodeContents(box);
        const words = 'value' in box ? [box.getBoundingClientRect()] : [...range.getClientRects()];
        const controls = [...document.querySelectorAll('button, .count, [role="progressbar"]')].map((one) => one.getBoundingClientRect());
        return [...words, ...controls].filter((rect) => rect.width > 0 && overlaps(rect)).length;
      }, chip);
      assert.equal(covered, 0, name);
      // Nor does the card that opens from it cover what sends.
      await page.openCard();
      const card = await page.inside('.card');
      const hidden = await page.evaluate((card) => {
        const sends = document.querySelectorAll('[data-testid="tweetButtonInline"], .msg-form__send-button, .send');
        return [...sends].map((one) => one.getBoundingClientRect()).filter(({ left, top, right, bottom }) => left < card.right && card.left < right && top < card.bottom && card.top < bottom).length;
      }, card);
      assert.equal(hidden, 0, name);
      await page.close();
    }
  });

  const ODD = {
    'only emoji': ['😀👩‍👩‍👧‍👦🇦🇹'.repeat(30), 'quiet'],
    'a lone surrogate': ['\ud83d once more \udc00 {{first_name}} here', 'warn'],
    'right to left': ['שלום {{first_name}}, ראיתי את הפרופיל שלך והתרשמתי מאוד', 'warn'],
    'right to left, a person': ['שלום אנה, נהניתי מאוד מהשיחה שלנו אתמול על הלוטרות', 'quiet'],
    'a NUL': ['Hi {{first_name}}, \0 how are you today', 'warn'],
    'one megabyte': [`${'We walked along the river and talked about otters. '.repeat(20560)}Hi {{first_name}}`, 'warn'],
  };
  for (const [name, [text, level]] of Object.entries(ODD)) {
    test(`${name}: an answer, and nothing lost`, async (t) => {
      const page = await write(t, BOXES.textarea);
      const started = Date.now();
      await page.with('#custom-message', (box, codes) => {
        let text = '';
        for (let at = 0; at < codes.length; at += 10000) text += String.fromCharCode(...codes.slice(at, at + 10000));
        box.removeAttribute('maxlength');
        box.value = text;
        box.dispatchEvent(new Event('input', { bubbles: true }));
      }, [...Array(text.length).keys()].map((at) => text.charCodeAt(at)));
      assert.equal((await world.judged(LINKEDIN, text.length)).level, level);
      if (level !== 'quiet') await page.nudged();
      else assert.equal(await page.nudge(), null);
      assert.ok(Date.now() - started < 8000, 'in bounded time');
      assert.equal(await page.with('#custom-message', (box) => box.value.length), text.length);
    });
  }

  test('what is no draft is left alone', async (t) => {
    const page = await world.visit(t, 'https://x.com/home');
    const before = (await world.last(X))?.looks ?? 0;
    await page.evaluate(() => {
      const boxes = [
        ['textarea', { role: 'searchbox' }],
        ['textarea', { readonly: '' }],
        ['textarea', { 'data-gramm': 'false' }],
        ['textarea', { 'data-enable-grammarly': 'false' }],
        ['textarea', { spellcheck: 'false' }],
        ['input', { type: 'text' }],
        ['input', { type: 'password' }],
      ];
      for (const [name, attributes] of boxes) {
        const box = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) box.setAttribute(key, value);
        box.className = 'other';
        document.body.append(box);
      }
    });
    const count = await page.evaluate(() => document.querySelectorAll('.other').length);
    for (let index = 0; index < count; index += 1) {
      await page.evaluate((index) => document.querySelectorAll('.other')[index].focus(), index);
      await page.type('Hi {{first_name}}');
    }
    // The proof: after all of them a real box is the first to be looked at.
    await page.click(BOXES['Draft.js'].box);
    await page.type(HUMAN);
    assert.equal((await world.judged(X, HUMAN.length)).looks, before + 1);
  });
});
