import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './dom.mjs';
import { boxAround, classify, lookUp, search, shape, turns } from '../../../extension/content/classify.js';
import { closest } from '../../../extension/content/tree.js';

const LOOKUP = { inside: '', find: '', pick: 'first', minus: '', attribute: '', extract: '', texts: [] };
const ROW = { name: 'row', find: 'textarea', not: '', inside: '', with: null, without: null, routes: [], parent: [], author: [], recipient: [], subject: [], received: [], send: [], join: '', drop: '' };
const lookup = (parts) => ({ ...LOOKUP, ...parts });
const row = (parts) => ({ ...ROW, ...parts });

/** In an open shadow root inside a dialog, as LinkedIn has it. */
function shadowed(html) {
  page('<div role="dialog"><strong>Outer</strong><div id="outlet"></div></div>');
  const root = document.querySelector('#outlet').attachShadow({ mode: 'open' });
  root.innerHTML = html;
  return root.querySelector('textarea');
}

test('the first row that fits is taken', () => {
  const box = page('<div class="dialog"><p class="quote"></p><textarea></textarea></div>').querySelector('textarea');
  const rows = [
    row({ name: 'elsewhere', routes: ['/home'] }),
    row({ name: 'other box', find: '[contenteditable]' }),
    row({ name: 'other place', inside: '.panel' }),
    row({ name: 'excluded', not: '.dialog' }),
    row({ name: 'lacks', with: lookup({ find: '.card' }) }),
    row({ name: 'has', without: lookup({ find: '.quote' }) }),
    row({ name: 'fits', routes: ['/u/*/status/*'], inside: '.dialog', with: lookup({ find: '.quote' }) }),
    row({ name: 'also' }),
  ];
  assert.equal(classify(box, rows, '/u/anna/status/1')?.name, 'fits');
  assert.equal(classify(box, rows, '/u/anna/status/1/photo')?.name, 'also');
  assert.equal(classify(box, rows.slice(0, 6), '/'), null);
});

test('what is around a box is found through shadow roots', () => {
  const box = shadowed('<section><b>Anna</b><textarea></textarea></section>');
  assert.equal(closest(box, '[role="dialog"]')?.localName, 'div');
  assert.equal(closest(box, 'nav'), null);
  assert.equal(classify(box, [row({ inside: '[role="dialog"]' })], '/')?.name, 'row');
  // The innermost tree that has something speaks first.
  assert.equal(lookUp(box, row({ inside: '[role="dialog"]' }), [lookup({ find: 'b' })]), 'Anna');
  assert.equal(lookUp(box, row({ inside: '[role="dialog"]' }), [lookup({ find: 'strong' })]), 'Outer');
});

/** In the slot of a web component, as Reddit has it. @param {string} around the slot */
function slotted(around) {
  page('<b>Elsewhere</b><composer-host><b>Slotted</b><p><textarea></textarea></p></composer-host>');
  const root = document.querySelector('composer-host').attachShadow({ mode: 'open' });
  root.innerHTML = around;
  const box = document.querySelector('textarea');
  // This document assigns no slots.
  Object.defineProperty(box.parentElement, 'assignedSlot', { value: root.querySelector('slot') });
  return box;
}

test('what is around a slot is around what is slotted into it', () => {
  const box = slotted('<div role="dialog"><i>Inner</i><slot></slot></div>');
  assert.equal(closest(box, '[role="dialog"]')?.getRootNode().host.localName, 'composer-host');
  assert.equal(closest(box, 'composer-host')?.localName, 'composer-host');
  assert.equal(closest(box, 'nav'), null);
  const inside = row({ inside: '[role="dialog"]' });
  assert.equal(classify(box, [inside], '/')?.name, 'row');
  // Slotted beside the box, around the slot, and never what is beside the component.
  assert.deepEqual(['b', 'i', 'nav'].map((find) => lookUp(box, inside, [lookup({ find })])), ['Slotted', 'Inner', null]);
  assert.equal(lookUp(box, row({ inside: 'composer-host' }), [lookup({ find: 'i' })]), null);
});

test('the field of a web component is read where it is', () => {
  const box = page('<title-field></title-field><textarea></textarea>').querySelector('textarea');
  document.querySelector('title-field').attachShadow({ mode: 'open' }).innerHTML = '<input value="Otters">';
  assert.equal(lookUp(box, row({}), [lookup({ find: 'title-field' })]), 'Otters');
  document.querySelector('title-field').append('said outside');
  assert.equal(lookUp(box, row({}), [lookup({ find: 'title-field' })]), 'said outside');
});

const JOINED = row({ name: 'post', find: '.block[contenteditable]', join: '.blocks' });
const BLOCKS = '<main><h1 contenteditable="true">Title</h1><div class="blocks"><p class="block" contenteditable="true">one</p><p class="block" contenteditable="true">two</p></div></main>';

for (const [name, html, focused, rows, box] of [
  ['a block belongs to what holds the blocks', BLOCKS, 'p:last-child', [JOINED], 'blocks'],
  ['a title does not', BLOCKS, 'h1', [JOINED], null],
  ['nor does a block where the row does not count', BLOCKS, 'p', [{ ...JOINED, routes: ['/elsewhere'] }], null],
  ['nor where the site joins nothing', BLOCKS, 'p', [{ ...JOINED, join: '' }], null],
  ['an editable around the blocks', BLOCKS.replace('<main>', '<main contenteditable="true">'), 'main', [JOINED], 'blocks'],
  ['an editable in what holds the blocks', BLOCKS.replace('</div>', '<i contenteditable="true">caption</i></div>'), 'i', [JOINED], null],
]) {
  test(`joined: ${name}`, () => {
    const editable = page(html).querySelector(focused);
    const found = boxAround(editable, rows);
    assert.equal(found, box === null ? editable : document.querySelector(`.${box}`));
    assert.equal(classify(found, rows, '/')?.name, box === null ? (rows[0].join === '' ? 'post' : undefined) : 'post');
  });
}

test('look-ups pick, extract, leave out and fall back', () => {
  const box = page(`<main><h1>Invite</h1>
    <p class="a">one</p><p class="a">two<i> more</i></p><textarea></textarea><p class="a">three</p>
    <button aria-label="Invite Anna Berg to connect">Go</button><button>Send</button><input value="Subject"></main>`).querySelector('textarea');
  const found = (...lookups) => lookUp(box, row({}), lookups.map(lookup));
  for (const [lookups, expected] of [
    [[{ find: '.a' }], 'one'],
    [[{ find: '.a', pick: 'last' }], 'three'],
    [[{ find: '.a', pick: 'before' }], 'two more'],
    [[{ find: '.a', pick: 'before', minus: 'i' }], 'two'],
    [[{ find: '.a', pick: 'after' }], 'three'],
    [[{ find: 'button', attribute: 'aria-label', extract: '^Invite (.+?) to connect' }], 'Anna Berg'],
    [[{ find: 'button', texts: ['Send', 'Post'] }], 'Send'],
    [[{ find: '.none' }, { find: 'h1' }], 'Invite'],
    [[{ find: 'input' }], 'Subject'],
    [[{ find: 'h1', inside: 'main' }], 'Invite'],
    [[{ find: 'h1', inside: 'nav' }], null],
    [[], null],
  ]) {
    assert.equal(found(...lookups), expected, JSON.stringify(lookups));
  }
  assert.equal(search(box, row({}), lookup({ find: '.a', pick: 'before' })).length, 2);
  assert.equal(turns(box, row({ received: [lookup({ find: '.none' }), lookup({ find: '.a' })] })), 3);
});

test('a box of no row is described by its shape', () => {
  const of = (html) => {
    const { subject, article, chat } = shape(page(html).querySelector('textarea'));
    return [subject, article, chat];
  };
  assert.deepEqual(of('<form><input name="Subject"><textarea></textarea><button>Send</button></form>'), [true, false, false]);
  assert.deepEqual(of('<article><p>Post</p><textarea></textarea></article>'), [false, true, false]);
  assert.deepEqual(of('<article></article><form><textarea></textarea></form>'), [false, true, false]);
  assert.deepEqual(of('<textarea rows="1"></textarea>'), [false, false, true]);
  assert.deepEqual(of('<textarea rows="4"></textarea>'), [false, false, false]);
});
