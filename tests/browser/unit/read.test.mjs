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
  ['TipTap, with the name at another caret', '<p>one<span class="ProseMirror-widget collaboration-carets__caret"><div>Jonas</div></span> two</p>', 'one two'],
  ['zero width and no-break', `a${ZWSP}b${BOM}c\u00A0d`, 'abc d'],
  ['joiners stay: they hold emoji together', '👩\u200D👩\u200D👧 می\u200Cخواهم', '👩\u200D👩\u200D👧 می\u200Cخواهم'],
  ['mentions are words', 'Hi <span contenteditable="false">@Anna</span>!', 'Hi @Anna!'],
  ['pictures of emoji speak', 'well <img alt="😀"> done', 'well 😀 done'],
  ['scripts and styles do not', 'a<style>b{}</style><script>c</script>d', 'ad'],
  ['a list', '<ul><li>one</li><li><p>two</p></li></ul>', 'one\ntwo'],
  ['kept white space', '  a  b\nc ', '  a  b\nc'],
  ['collapsed white space', '\n   <p>a \n  b</p>\n   <p> c</p>\n', 'a b\nc', 'white-space: normal'],
  ['more words than one piece holds', 'otters  like ponds '.repeat(90), 'otters like ponds '.repeat(90).trimEnd(), 'white-space: normal'],
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

test('a hundred words are one piece, where spaces are collapsed too', () => {
  assert.equal(read(box('otter '.repeat(150).trimEnd(), 'white-space: normal')).pieces.length, 3);
});

/** name, markup as the programs make it, the selector of what is dropped, the person's own words */
const DROPPED = [
  ['a quote', 'mine<div class="quote">theirs</div>', '.quote', 'mine'],
  ['a picture and a line end of a signature', 'mine<br class="s"><img class="s" alt="logo">', '.s', 'mine'],
  [
    'a reply in Gmail',
    '<div dir="ltr">See you on Friday<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div dir="ltr">Anna Berg<br>Otter trust</div></div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Jonas wrote:<br></div><blockquote class="gmail_quote" style="margin:0">Friday?</blockquote></div>',
    '.gmail_quote,.gmail_signature,.gmail_signature_prefix',
    'See you on Friday',
  ],
  [
    'a reply in Outlook',
    '<div class="elementToProof">See you on Friday</div><div id="Signature"><p>Anna Berg</p></div><div id="appendonsend"></div><hr style="display:inline-block"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Jonas<br><b>Subject:</b> Otters</div><div><p>Friday?</p></div>',
    '#appendonsend, #appendonsend ~ *, #divRplyFwdMsg, #divRplyFwdMsg ~ *, [id^="Signature"]',
    'See you on Friday',
  ],
  ['what another mail program quotes', '<p>Yes</p><blockquote type="cite"><p>Friday?</p></blockquote>', 'blockquote[type="cite"]', 'Yes'],
  ['and not what a person quotes', '<blockquote><p>Friday?</p></blockquote><p>Yes</p>', 'blockquote[type="cite"]', 'Friday?\nYes'],
];

for (const [name, html, drop, text] of DROPPED) {
  test(`leaves out: ${name}`, () => {
    const reading = read(box(html), drop);
    assert.equal(reading.text, text);
    // No mark can stand in what was left out.
    const own = reading.pieces.map(({ node, from, length }) => node.data.slice(from, from + length));
    assert.equal(own.join('').trim().replaceAll('\n', ''), text.replaceAll('\n', ''));
  });
}

/** name, the blocks inside of what holds them, the draft */
const JOINED = [
  ['blocks', '<p class="b">one</p><p class="b">two</p>', 'one\n\ntwo'],
  ['an empty block between', '<p class="b">one</p><p class="b">\uFEFF<br data-rich-text-padding="true"></p><p class="b">two</p>', 'one\n\ntwo'],
  ['lines of one block', '<p class="b">one<br>two</p><h2 class="b">three</h2>', 'one\ntwo\n\nthree'],
  ['a list', '<p class="b">first</p><ul><li><div class="b">one</div></li><li><div class="b">two</div></li></ul><p class="b">last</p>', 'first\none\ntwo\n\nlast'],
  ['a title and a button are no part', '<h1>Title</h1><p class="b">one</p><button>Add block</button><div>Type / to choose</div><p class="b">two</p>', 'one\n\ntwo'],
  ['the quoted part of a block', '<p class="b">one <q>theirs</q></p>', 'one'],
  ['white space between them', '\n  <p class="b">one</p>\n  <p class="b">two</p>\n', 'one\n\ntwo'],
  ['none', '<button>Add block</button>', ''],
];

for (const [name, html, text] of JOINED) {
  test(`joins: ${name}`, () => {
    const reading = read(page(`<div>${html}</div>`).firstElementChild, 'q', '.b');
    assert.equal(reading.text, text);
    for (const word of text.match(/\w+/g) ?? []) {
      const start = text.indexOf(word);
      const [range] = locate(reading.pieces, [[start, start + word.length]]);
      assert.equal(range.startContainer.data.slice(range.startOffset, range.endOffset), word);
    }
  });
}

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
