// Where a draft can stand: shadow roots, slots, frames, several editables, boxes that come and go; and what of it is the
// person's own. The boxes are made by the test on pages that have none of their own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const OTTERS = 'https://otters.example/contact';
const BLOG = 'https://otters.wordpress.com/wp-admin/post-new';
const TUMBLR = 'https://www.tumblr.com/new/text';
const LINKEDIN = 'https://www.linkedin.com/feed/';
const [, AD] = TWEETS.nudged[0];
const [HUMAN] = TWEETS.quiet;
const PARENT = 'Does anybody know why otters hold hands while they sleep?';

const pattern = (url) => `${new URL(url).origin}/*`;

/** In the page: everything in the body goes, and this comes; scripts of the site are not run again. */
const fill = (html) => {
  document.body.innerHTML = html;
};

/** In the page: the tinted words, of whatever frame. */
const TINTED = `() => {
  const words = (view) => [...(view.CSS.highlights.get('sincerely-words') ?? [])].map((range) => {
    const live = range.startContainer.ownerDocument.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live.toString();
  });
  return [window, ...Array.from(frames)].flatMap(words);
}`;

inBothBrowsers(
  'places',
  (world) => {
    const tinted = (page) => page.tab.evaluate(TINTED, []);

    async function open(t, url, html) {
      const page = await world.visit(t, url);
      await page.evaluate(fill, html);
      return page;
    }

    /** The box is known when the first letter is judged; nobody saw that one come, perhaps. */
    async function write(page, url, text) {
      await page.type(text[0]);
      await world.judged(pattern(url), 1);
      await page.type(text.slice(1));
    }

    /** @param {{typed: number, pasted: number, inserted: number}} origin */
    function assertOrigin(origin, { typed, pasted = 0, inserted = 0 }) {
      assert.deepEqual([origin.pasted, origin.inserted], [pasted, inserted]);
      assert.ok(typed - origin.typed === 0 || typed - origin.typed === 1, `${origin.typed} of ${typed} were typed`);
    }

    /** The middle of something that no selector reaches. @param {string} name of a variable of the page */
    const spotOf = (page, name) =>
      page.evaluate((name) => {
        const { left, top, width, height } = window[name].getBoundingClientRect();
        return [left + width / 2, top + height / 2];
      }, name);

    /** How many messages of a site are remembered. */
    const sent = async (key) => (await world.ask({ ask: 'remembered' })).sites.find((site) => site.key === key)?.count ?? 0;

    for (const [name, mode] of [['open', 'open'], ['closed', 'closed']]) {
      test(`in ${name} shadow roots, one in the other: judged, tinted, sent once by a button in there`, async (t) => {
        const page = await open(t, LINKEDIN, '<form><outer-host></outer-host></form>');
        await world.ask({ ask: 'erase', what: 'history' });
        await world.ask({ ask: 'change', change: { set: 'history', on: true } });
        await page.evaluate((mode) => {
          const outer = document.querySelector('outer-host').attachShadow({ mode });
          outer.innerHTML = '<p>Outside</p><inner-host></inner-host>';
          const inner = outer.querySelector('inner-host').attachShadow({ mode });
          inner.innerHTML = '<form><div contenteditable="true" style="white-space:pre-wrap;min-height:60px;border:1px solid"></div><button type="submit">Send</button></form>';
          window.inner = inner;
          [window.box, window.button] = inner.firstChild.children;
          inner.firstChild.onsubmit = (event) => {
            event.preventDefault();
            window.box.textContent = '';
          };
        }, mode);
        await page.tab.click(...(await spotOf(page, 'box')));
        await page.type(AD);
        await page.nudged();
        assert.ok((await tinted(page)).length > 0 && (await tinted(page)).every((words) => AD.includes(words)));
        // Firefox paints them by a sheet of their own tree only.
        const sheets = () => page.evaluate(() => window.inner.adoptedStyleSheets.length);
        assert.equal(await sheets(), 1);
        await page.tab.click(...(await spotOf(page, 'button')));
        await page.unnudged();
        assert.equal(await sheets(), 0);
        await until(async () => (await sent('linkedin')) === 1, 'the sending to be remembered');
        await page.tab.click(...(await spotOf(page, 'box')));
        await page.type(HUMAN);
        assert.equal((await world.judged(pattern(LINKEDIN), HUMAN.length)).level, 'quiet');
        assert.equal(await sent('linkedin'), 1);
        await world.ask({ ask: 'change', change: { set: 'history', on: false } });
      });
    }

    test('in a slot inside a modal dialog of a shadow root: shown where it can be used', async (t) => {
      const page = await open(t, LINKEDIN, '<composer-host><textarea rows="4" cols="50"></textarea></composer-host>');
      await page.evaluate(() => {
        const root = document.querySelector('composer-host').attachShadow({ mode: 'open' });
        root.innerHTML = '<dialog style="width:500px;height:300px"><slot></slot></dialog>';
        root.firstChild.showModal();
      });
      await page.click('textarea');
      await page.type(AD);
      const { mount } = await page.nudged();
      assert.equal(mount, 'dialog');
      await page.openCard();
      await page.clickInside('footer button', 'Not this time');
      await page.unnudged();
    });

    const FRAMED = '<textarea class="box" rows="6" cols="60"></textarea>';
    for (const [name, make] of [
      ['the page itself wrote (srcdoc)', (frame, html) => (frame.srcdoc = html)],
      ['the page itself made (blob)', (frame, html) => (frame.src = URL.createObjectURL(new Blob([html], { type: 'text/html' })))],
      ['is empty and was filled (about:blank)', (frame, html) => (frame.contentDocument.body.innerHTML = html)],
      [
        'is an editor as a whole',
        (frame) => {
          frame.contentDocument.body.innerHTML = '<p class="box" style="min-height:100px"><br></p>';
          frame.contentDocument.body.contentEditable = 'true';
        },
      ],
    ]) {
      test(`in a frame that ${name}: judged with the path of the page`, async (t) => {
        const page = await open(t, LINKEDIN, '<iframe style="width:700px;height:300px"></iframe>');
        const before = (await world.last(pattern(LINKEDIN)))?.looks ?? 0;
        await page.evaluate(`(html) => (${make})(document.querySelector('iframe'), html)`, FRAMED);
        await page.click('.box');
        await write(page, LINKEDIN, AD);
        const last = await world.judged(pattern(LINKEDIN), AD.length);
        assert.ok(await page.hosted());
        assert.ok(last.looks > before);
        assertOrigin(last.origin, { typed: AD.length });
      });
    }

    const BLOCK = 'class="block-editor-rich-text__editable" contenteditable="true" style="white-space:pre-wrap;min-height:20px"';
    const BLOCKS = `<h1 contenteditable="true">A title</h1><div class="is-root-container"><p id="one" ${BLOCK}></p><button>Add block</button><p id="two" ${BLOCK}></p><p id="three" ${BLOCK}></p></div>`;

    test('a draft of several editables is judged as one, and tinted in each', async (t) => {
      const page = await open(t, TUMBLR, `<div data-testid="gutenberg-editor">${BLOCKS}</div><button data-testid="postFormPostButton">Post now</button>`);
      await page.click('#one');
      await write(page, TUMBLR, HUMAN);
      assert.equal((await world.judged(pattern(TUMBLR), HUMAN.length)).row, 'post');
      await page.click('#three');
      await page.type(AD);
      const last = await world.judged(pattern(TUMBLR), HUMAN.length + 2 + AD.length);
      assertOrigin(last.origin, { typed: HUMAN.length + 2 + AD.length });
      // Words in the first block are found there, too.
      await page.click('#one');
      await page.press('Control+a');
      await page.type(AD);
      await page.nudged();
      const blocks = () => page.evaluate(() => [...(CSS.highlights.get('sincerely-words') ?? [])].map(({ startContainer }) => startContainer.parentElement.closest('p').id));
      await until(async () => String([...new Set(await blocks())]) === 'one,three', 'words in both blocks');
      // The title is none of it.
      await page.click('h1');
      await page.type(HUMAN);
      await page.click('#two');
      await page.type('x');
      await world.judged(pattern(TUMBLR), 2 * AD.length + 5);
    });

    test('blocks in a frame, and what publishes outside of it: sent once', async (t) => {
      await world.switchOn(t, BLOG);
      await world.ask({ ask: 'erase', what: 'history' });
      await world.ask({ ask: 'change', change: { set: 'history', on: true } });
      const page = await open(t, BLOG, '<button class="editor-post-publish-button" style="display:block">Publish</button><iframe name="editor-canvas" style="width:700px;height:300px"></iframe>');
      await page.evaluate((html) => {
        const frame = document.querySelector('iframe');
        frame.src = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
        document.querySelector('button').onclick = () => frame.contentDocument.querySelectorAll('p').forEach((block) => (block.textContent = ''));
      }, `<body class="editor-styles-wrapper">${BLOCKS}`);
      await page.click('#one');
      await page.type(AD);
      await page.click('#two');
      await page.type(HUMAN);
      const last = await world.judged(pattern(BLOG), AD.length + 2 + HUMAN.length);
      assert.equal(last.row, 'post');
      assert.ok(await page.hosted());
      await page.click('.editor-post-publish-button');
      await until(async () => (await sent('wordpress')) === 1, 'the sending to be remembered');
      await page.unnudged();
      await world.ask({ ask: 'change', change: { set: 'history', on: false } });
    });

    /** In the page: the box is put up anew with these words, as some editors do. */
    const renew = (text) => {
      const old = document.querySelector('#box');
      const next = old.cloneNode(false);
      next.textContent = text;
      old.replaceWith(next);
      next.focus();
      getSelection().selectAllChildren(next);
      getSelection().collapseToEnd();
    };

    for (const [name, words, origin] of [
      ['with the same words: they stay typed', AD, { typed: AD.length + 1 }],
      ['with others: nobody knows whose they are', HUMAN, { typed: 1 }],
    ]) {
      test(`an editor put up anew ${name}`, async (t) => {
        const page = await open(t, LINKEDIN, '<div id="box" contenteditable="true" style="white-space:pre-wrap;min-height:60px"></div>');
        await page.click('#box');
        await write(page, LINKEDIN, AD);
        await page.nudged();
        await page.evaluate(renew, words);
        await page.type('!');
        assertOrigin((await world.judged(pattern(LINKEDIN), words.length + 1)).origin, origin);
      });
    }

    test('of several boxes the focused one is judged, each with its own surroundings; a parent that is scrolled away is known', async (t) => {
      const comment = (n, text) => `<div role="listitem"><div data-testid="expandable-text-box">${text}</div><div componentkey="commentBox-${n}"><div id="box${n}" contenteditable="true" role="textbox" style="white-space:pre-wrap;min-height:40px"></div></div></div>`;
      const page = await open(t, LINKEDIN, comment(1, PARENT) + comment(2, 'Sourdough again.'));
      await page.click('#box1');
      await page.type(HUMAN);
      const first = await world.judged(pattern(LINKEDIN), HUMAN.length);
      assert.deepEqual([first.row, first.parentLength], ['comment', PARENT.length]);
      await page.click('#box2');
      await page.type(AD);
      assert.equal((await world.judged(pattern(LINKEDIN), AD.length)).parentLength, 'Sourdough again.'.length);
      await page.nudged();
      await page.evaluate(() => document.querySelector('[data-testid="expandable-text-box"]').remove());
      await page.click('#box1');
      await page.type('?');
      assert.equal((await world.judged(pattern(LINKEDIN), HUMAN.length + 1)).parentLength, PARENT.length);
      assert.equal(await page.nudge(), null);
    });

    for (const [name, list, count] of [
      ['in a list that is open chooses', '<ul id="list" role="listbox"><li role="option" aria-selected="true">/wave</li></ul>', 0],
      ['in a list that is closed sends', '<ul id="list" role="listbox" hidden><li role="option" aria-selected="true">/wave</li></ul>', 1],
    ]) {
      test(`Enter ${name}`, async (t) => {
        await world.ask({ ask: 'erase', what: 'history' });
        await world.ask({ ask: 'change', change: { set: 'history', on: true } });
        const page = await open(t, LINKEDIN, `<div class="msg-form"><div id="box" class="msg-form__contenteditable" contenteditable="true" role="textbox" aria-controls="list" style="white-space:pre-wrap;min-height:40px"></div>${list}</div>`);
        // Either way the words go, and only one way to somebody.
        await page.with('#box', (box) => box.addEventListener('keydown', (event) => event.key === 'Enter' && (event.preventDefault(), (box.textContent = ''))));
        await page.click('#box');
        await write(page, LINKEDIN, HUMAN);
        assert.equal((await world.judged(pattern(LINKEDIN), HUMAN.length)).row, 'message');
        await page.press('Enter');
        await write(page, LINKEDIN, AD);
        await world.judged(pattern(LINKEDIN), AD.length);
        await world.ask({ ask: 'change', change: { set: 'history', on: false } });
        assert.equal(await sent('linkedin'), count);
      });
    }

    test('quoted mail and a signature are no part of the draft', async (t) => {
      await world.switchOn(t, OTTERS);
      const quoted = `<br><div class="gmail_quote"><div class="gmail_attr">On Monday Jonas wrote:</div><blockquote class="gmail_quote">${AD}</blockquote></div>`;
      const page = await open(t, OTTERS, `<div id="box" contenteditable="true"><div id="mine"><br></div><div class="gmail_signature">${AD}</div>${quoted}</div>`);
      await page.click('#mine');
      await write(page, OTTERS, HUMAN);
      const last = await world.judged(pattern(OTTERS), HUMAN.length);
      assert.equal(last.level, 'quiet');
      assertOrigin(last.origin, { typed: HUMAN.length });
      // What stands in the person's own words is noticed, and only there.
      await page.press('Control+Home');
      await page.type(`${AD} `);
      await page.nudged();
      await until(async () => (await tinted(page)).length > 0, 'tinted words');
      assert.ok(await page.evaluate(() => [...CSS.highlights.get('sincerely-words')].every(({ startContainer }) => document.querySelector('#mine').contains(startContainer))));
    });

    test('software that anybody hosts is known by its page, on a host that was switched on', async (t) => {
      await world.switchOn(t, OTTERS);
      const form = '<form class="compose-form"><div class="reply-indicator"><span class="reply-indicator__content"></span></div><textarea class="autosuggest-textarea__textarea" rows="4" cols="50"></textarea></form>';
      const page = await open(t, OTTERS, `<div id="mastodon" data-props="{}">${form}</div>`);
      await page.with('.reply-indicator__content', (one, text) => (one.textContent = text), PARENT);
      await page.click('textarea');
      await page.type(HUMAN);
      const last = await world.judged(pattern(OTTERS), HUMAN.length);
      assert.deepEqual([last.row, last.parentLength], ['reply', PARENT.length]);
      const other = await open(t, OTTERS, form);
      await other.click('textarea');
      await other.type(AD);
      assert.equal((await world.judged(pattern(OTTERS), AD.length)).row, null);
    });

    /** An editor that takes every event for itself and writes on its own. */
    const own = () => {
      document.body.innerHTML = '<div id="box" contenteditable="true" style="white-space:pre-wrap;min-height:60px"></div>';
      const box = document.querySelector('#box');
      const write = (text) => {
        box.textContent += text;
        getSelection().selectAllChildren(box);
        getSelection().collapseToEnd();
      };
      box.addEventListener('keydown', (event) => {
        if (event.key.length > 1 || event.ctrlKey) return;
        event.preventDefault();
        write(event.key);
      });
      box.addEventListener('beforeinput', (event) => event.preventDefault());
      box.addEventListener('paste', (event) => {
        event.preventDefault();
        write(event.clipboardData.getData('text/plain'));
      });
      window.write = write;
    };

    test('typed, pasted and put there are told apart in an editor that writes everything itself', async (t) => {
      const page = await world.visit(t, LINKEDIN);
      await page.evaluate(own);
      await page.click('#box');
      await write(page, LINKEDIN, 'Hello there.');
      await page.paste(HUMAN);
      await world.judged(pattern(LINKEDIN), 12 + HUMAN.length);
      await page.evaluate((text) => window.write(text), AD);
      const { origin } = await world.judged(pattern(LINKEDIN), 12 + HUMAN.length + AD.length);
      assertOrigin(origin, { typed: 12, pasted: HUMAN.length, inserted: AD.length });
    });

    // BiDi begins no drag.
    if (!world.isFirefox) test('text that is dragged in counts as pasted', async (t) => {
      const page = await open(t, LINKEDIN, `<p id="from" style="margin:0">${HUMAN}</p><div id="box" contenteditable="true" style="white-space:pre-wrap;min-height:60px;border:1px solid"></div>`);
      await page.click('#box');
      await write(page, LINKEDIN, 'Look:');
      await world.judged(pattern(LINKEDIN), 5);
      await page.evaluate(() => getSelection().selectAllChildren(document.querySelector('#from')));
      await page.drag('#from', '#box');
      const { origin } = await world.judged(pattern(LINKEDIN), (await page.with('#box', (box) => box.textContent)).trimEnd().length);
      assert.deepEqual([origin.inserted, origin.pasted > HUMAN.length - 5], [0, true]);
    });
  },
  { hosts: ['https://otters.example/*', 'https://*.wordpress.com/*'] },
);
