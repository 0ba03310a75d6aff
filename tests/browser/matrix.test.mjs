// Every composer of the registry, on pages with the structure of its site and in its editor. Without MATRIX=all one row for
// every editor and every kind of root; ROWS names others, as a regular expression.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { BOX, enter } from './matrix/enter.mjs';
import { COMPOSERS, SITES } from './matrix/registry.mjs';
import { marks, ROWS } from './matrix/rows.mjs';
import { server } from './matrix/serve.mjs';
import { table } from './matrix/table.mjs';
import { AD, HUMAN, LATER, PARENT, READER } from './matrix/texts.js';
import { inBothBrowsers } from './world.mjs';

const { MATRIX, ROWS: PATTERN } = process.env;
const isWanted = ({ name, sample }) => (PATTERN ? new RegExp(PATTERN).test(name) : sample || MATRIX === 'all');

test('every composer of the registry has its row, and every row its composer', () => {
  assert.deepEqual([...new Set(ROWS.map(({ composer }) => composer))].toSorted(), [...COMPOSERS.keys()].toSorted());
  for (const { name, composer, url, kind, root } of ROWS) {
    const { site, box } = COMPOSERS.get(composer);
    assert.equal(box.kind, kind, name);
    const { protocol, hostname } = new URL(url);
    const hosts = site.matches.map((match) => new RegExp(`^${match.replace(/\/\*$/, '').replaceAll('.', '\\.').replace('*\\.', '([^/]+\\.)?')}$`));
    assert.ok(hosts.some((host) => host.test(`${protocol}//${hostname}`)), `${name} is not at its site`);
    assert.ok(root === 'light' || /shadow|slot|frame/.test(root), name);
  }
});

// A whole run writes them when it has ended.
if (MATRIX !== 'all') test('the documents tell of every row what the last whole run has shown', () => {
  const rows = table('docs/SITES.md', 'matrix');
  assert.deepEqual(rows.map(([name, kind, editor, root]) => [name, kind, editor, root]), ROWS.map(({ name, kind, editor, root }) => [name, kind, editor, root]));
  for (const [index, cells] of rows.entries()) {
    const { name, fails } = ROWS[index];
    assert.deepEqual(cells.slice(-3, -1), ['chromium', 'firefox'].map((browser) => (fails[browser] ? '✗' : '✓')), name);
  }
  const sites = table('README.md', 'sites');
  assert.deepEqual(sites.map(([name, on, composers]) => [name, on, composers]), SITES.map(({ name, on, boxes }) => [name, on ? 'on' : 'off', boxes.map((box) => box.name).join(', ')]));
});

const SEND = { button: (page) => page.click('[data-send]'), enter: (page) => page.press('Enter'), 'ctrl-enter': (page) => page.press('Control+Enter') };

inBothBrowsers(
  'composer',
  (world) => {
    const counts = async () => (await world.ask({ ask: 'remembered' })).sites.map(({ key, count }) => [key, count]);

    /** A clean start: the site is on, what is sent is counted, and no nudge before has come to nothing. */
    async function begin({ brand: key, matches }, kind) {
      await world.ask({ ask: 'erase', what: 'history' });
      await world.ask({ ask: 'change', change: { set: 'history', on: true } });
      await world.ask({ ask: 'change', change: { set: 'unheeded', family: 'promotional', kind, times: 0 } });
      await world.browser.grant(matches);
      await world.ask({ ask: 'change', change: { set: 'site', key, on: true } });
    }

    const model = (page) => page.evaluate(() => window.matrix.editor.model());
    const holds = (page, text) => until(async () => (await model(page)) === text, `the editor to hold ${JSON.stringify(text)}`);

    async function type(page, lines) {
      for (const [index, line] of lines.entries()) {
        if (index > 0) await page.press('Shift+Enter');
        await page.type(line);
      }
      await holds(page, lines.join('\n'));
    }

    /** The words that are tinted, as they stand in the page. */
    const marked = (page) =>
      page.evaluate(() => {
        const { editable } = window.matrix.editor;
        const { document, CSS } = editable.ownerDocument.defaultView;
        return [...(CSS.highlights.get('sincerely-words') ?? [])].map(({ startContainer, startOffset, endContainer, endOffset }) => {
          const range = document.createRange();
          range.setStart(startContainer, startOffset);
          range.setEnd(endContainer, endOffset);
          return editable.contains(range.commonAncestorContainer) ? range.toString() : `outside: ${range}`;
        });
      });

    /** What is left of us in the page. */
    const left = (page) =>
      page.evaluate(() => {
        const roots = new Set([document, window.matrix.root, window.matrix.root.ownerDocument ?? document]);
        return [...roots].flatMap((root) => [...root.querySelectorAll('[data-sincerely]'), ...root.adoptedStyleSheets].map(String));
      });

    /** What the chip lies over of the words and of the control that sends. */
    async function covered(page) {
      const chip = await page.inside('.chip');
      return page.evaluate((chip) => {
        const { editable } = window.matrix.editor;
        const range = editable.ownerDocument.createRange();
        range.selectNodeContents(editable);
        const words = 'value' in editable ? [editable.getBoundingClientRect()] : [...range.getClientRects()];
        const send = window.matrix.control;
        const placed = (one, { left, top, width, height }) => {
          for (let view = one.ownerDocument.defaultView; view.frameElement; view = view.parent) {
            const frame = view.frameElement.getBoundingClientRect();
            [left, top] = [left + frame.left, top + frame.top];
          }
          return { name: one.localName, left, top, right: left + width, bottom: top + height };
        };
        return [...words.map((rect) => placed(editable, rect)), placed(send, send.getBoundingClientRect())]
          .filter(({ left, top, right, bottom }) => right > left && bottom > top && left < chip.right && chip.left < right && top < chip.bottom && chip.top < bottom)
          .map(({ name }) => name);
      }, chip);
    }

    for (const row of ROWS.filter(isWanted)) {
      test(row.name, { todo: row.fails[world.driver.name] }, async (t) => {
        const { site, box } = COMPOSERS.get(row.composer);
        const step = (what, task) => t.test(what, { todo: row.fails[world.driver.name] }, task);
        const pattern = `${new URL(row.url).origin}/*`;
        await begin(site, row.kind);
        const page = await world.visit(t, row.url);
        await enter(page, world);
        const { before = '', shared, undo = true } = await page.evaluate(() => (({ before, shared, undo }) => ({ before, shared, undo }))(window.matrix.editor));

        await step('found, and told what it is', async () => {
          await type(page, [HUMAN]);
          const last = await world.judged(pattern, before.length + HUMAN.length);
          assert.deepEqual([last.row, last.parentLength, last.recipientLength], [box.name, row.parent ? PARENT.length : 0, row.recipient ? READER.length : 0]);
          assert.equal(last.level, 'quiet');
          assert.equal(await page.nudge(), null);
        });

        await step('warns of an ad, and leaves the editor alone', async () => {
          await page.press(shared ? 'Shift+Home' : 'Control+a');
          await type(page, AD);
          await page.evaluate(() => window.matrix.watch());
          await until(async () => (await page.hosted()) === 'warn', 'the warning');
          const words = await marked(page);
          assert.deepEqual(await covered(page), []);
          await page.openCard();
          const { card } = await page.nudge();
          const quotes = card.findings.flatMap(({ quotes }) => quotes);
          for (const quote of quotes) assert.ok(AD[1].includes(quote), quote);
          assert.ok(quotes.length > 2);
          assert.deepEqual(new Set(words), new Set(marks(row) === 'card' ? [] : quotes));
          await page.clickInside('.close');
          await page.nudged(({ card }) => card === null);
          assert.deepEqual(await page.evaluate(() => window.matrix.changes()), []);
        });

        await step('what was typed is taken back and brought back, and typing goes on', async () => {
          const all = AD.join('\n');
          if (undo) {
            await until(async () => (await page.press('Control+z'), (await model(page)) !== all), 'undo');
            await until(async () => (await model(page)) === all || (await page.press('Control+Shift+z'), false), 'redo');
          }
          await page.press('End');
          await page.type('!');
          await holds(page, `${all}!`);
          await page.hosted();
        });

        await step('sent once, and nothing is left', async () => {
          const [first, second] = row.sends;
          await SEND[first](page);
          await until(async () => (await page.evaluate(() => window.matrix.sent)) === 1, 'the site to send');
          await until(async () => (await counts()).length > 0, 'the sending to be remembered');
          await page.unnudged();
          assert.deepEqual([await marked(page), await left(page)], [[], []]);
          if (!row.leaves) {
            await page.click(BOX);
            await type(page, [LATER]);
            assert.equal((await world.judged(pattern, LATER.length)).level, 'quiet');
            if (second) await SEND[second](page);
            await page.unnudged();
          }
          const expected = !row.leaves && second ? 2 : 1;
          // Every write that was begun is done: they are made one after the other.
          await world.ask({ ask: 'change', change: { set: 'paused', on: false } });
          await until(async () => JSON.stringify(await counts()) === JSON.stringify([[site.brand, expected]]), `${expected} to be remembered`);
          assert.deepEqual(page.tab.errors.filter((error) => !error.includes('favicon')), []);
        });
      });
    }
  },
  { hosts: SITES.filter(({ on }) => !on).flatMap(({ matches }) => matches), serve: server },
);
