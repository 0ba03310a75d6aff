import assert from 'node:assert/strict';
import { test } from 'node:test';
import { box, page } from './dom.mjs';
import { edit, follow, locate, read } from '../../../extension/content/read.js';

const ZWSP = '\u200B';
const BOM = '\uFEFF';

/** name, markup, text, and how white space is treated */
const READINGS = [
  ['one line', 'Hello', 'Hello'],
  ['paragraphs', '<p>one</p><p>two</p>', 'one\ntwo'],
  ['an empty paragraph between', '<p>one</p><p><br></p><p>two</p>', 'one\n\ntwo'],
  ['a break that closes a block', '<p>one<br></p><p>two</p>', 'one\ntwo'],
  ['two breaks in a block', '<p>one<br><br></p><p>two</p>', 'one\n\ntwo'],
  ['text, then blocks, as plain boxes have it', 'one<div>two</div><div>three</div>', 'one\ntwo\nthree'],
  ['Draft', '<div><div data-block="true"><div><span><span data-text="true">one</span></span></div></div><div data-block="true"><div><span><br data-text="true"></span></div></div><div data-block="true"><div><span><span data-text="true">two</span></span></div></div></div>', 'one\n\ntwo'],
  ['Slate, with its marks of emptiness and its placeholder', `<div data-slate-node="element"><span data-slate-zero-width="n">${BOM}<br></span><span data-slate-placeholder="true">Write</span></div>`, ''],
  ['zero width and no-break', `a${ZWSP}b${BOM}c\u00A0d`, 'abc d'],
  ['joiners stay: they hold emoji together', '👩\u200D👩\u200D👧 می\u200Cخواهم', '👩\u200D👩\u200D👧 می\u200Cخواهم'],
  ['mentions are words', 'Hi <span contenteditable="false">@Anna</span>!', 'Hi @Anna!'],
  ['pictures of emoji speak', 'well <img alt="😀"> done', 'well 😀 done'],
  ['scripts and styles do not', 'a<style>b{}</style><script>c</script>d', 'ad'],
  ['a list', '<ul><li>one</li><li><p>two</p></li></ul>', 'one\ntwo'],
  ['kept white space', '  a  b\nc ', '  a  b\nc'],
  ['collapsed white space', '\n   <p>a \n  b</p>\n   <p> c</p>\n', 'a b\nc', 'white-space: normal'],
  ['a lone surrogate', '\ud83d x', '\ud83d x'],
  ['nothing', '', ''],
];

for (const [name, html, text, style] of READINGS) {
  test(`reads ${name}`, () => {
    const reading = read(box(html, style));
    assert.equal(reading.text, text);
    for (const { node, from, at, length } of reading.pieces) {
      const there = node.data.slice(from, from + length).replaceAll('\u00A0', ' ');
      const here = reading.text.slice(at, at + length);
      // A collapsed space is any white space; what stands after the last word is cut off.
      assert.equal(here, (there.trim() === '' ? ' '.repeat(there.length) : there).slice(0, here.length));
    }
  });
}

test('leaves out what is not the person’s own', () => {
  assert.equal(read(box('mine<div class="quote">theirs</div>'), '.quote').text, 'mine');
});

test('reads a value as it is', () => {
  const area = page('<textarea></textarea>').firstElementChild;
  area.value = ' a\n\nb ';
  assert.deepEqual(read(area), { text: ' a\n\nb ', pieces: [] });
});

test('finds every stretch of the text again in the page', () => {
  const reading = read(box(`<p>Dear <b>friend${ZWSP}</b>s,</p><p>buy <i>n</i>ow</p>`));
  const words = (start, end) => {
    const [range] = locate(reading.pieces, [[start, end]]);
    return range && [range.startContainer.data.slice(range.startOffset), range.endContainer.data.slice(0, range.endOffset)];
  };
  assert.equal(reading.text, 'Dear friends,\nbuy now');
  assert.deepEqual(words(5, 12), [`friend${ZWSP}`, 's']);
  assert.deepEqual(words(14, 21), ['buy ', 'ow']);
  assert.deepEqual(words(0, 4), ['Dear ', 'Dear']);
  for (const nowhere of [[21, 30], [3, 3]]) assert.equal(words(...nowhere), undefined);
});

test('spans follow an edit, unless it touched them', () => {
  const cases = [
    ['buy now', 'So buy now', [[0, 3]], [[3, 6]]],
    ['buy now', 'buy it now', [[0, 3], [4, 7]], [[0, 3], [7, 10]]],
    ['buy now', 'buzy now', [[0, 3], [4, 7]], [[5, 8]]],
    ['buy now', '', [[0, 3]], []],
    ['aaa', 'aaaa', [[0, 3]], [[0, 3]]],
    ['buy now', 'buy now', [[0, 7]], [[0, 7]]],
  ];
  for (const [old, now, spans, expected] of cases) assert.deepEqual(follow(spans, edit(old, now)), expected, `${old} → ${now}`);
});
