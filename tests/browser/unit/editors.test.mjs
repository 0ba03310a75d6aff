// Any draft in the trees that the editors make of it: the text is what was written, and every stretch of it is found again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './dom.mjs';
import { locate, read } from '../../../extension/content/read.js';

/** mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c @param {number} seed */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const WORDS = ['otter', 'pond', 'über', 'שלום', '可愛い', '👩\u200D👩\u200D👧', '🇦🇹', 'e\u0301', 'a & b', '<b>', 'https://otters.example/?a=1'];
const EMOJI = ['😀', '👍🏽', ':otter:'];

/** A draft: lines of pieces, each `[kind, words]`. An empty line has none. @param {() => number} next */
function draft(next) {
  const one = (list) => list[Math.floor(next() * list.length)];
  const piece = () => {
    const kind = one(['text', 'text', 'text', 'bold', 'link', 'mention', 'emoji']);
    return [kind, kind === 'emoji' ? one(EMOJI) : kind === 'mention' ? `@${one(WORDS)}` : one(WORDS)];
  };
  const lines = Array.from({ length: 1 + Math.floor(next() * 5) }, () => Array.from({ length: next() < 0.25 ? 0 : 1 + Math.floor(next() * 4) }, piece));
  // The end of a draft is not read.
  while (lines.length > 1 && lines.at(-1).length === 0) lines.pop();
  return lines;
}

const written = (lines) => lines.map((line) => line.map(([, words]) => words).join(' ')).join('\n');
const escaped = (words) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const SPACES = [' ', '\u00A0', ' \u200B', '\uFEFF '];

/** @param {(kind: string, words: string) => string} inline @param {[string, string][]} line @param {() => number} next */
const joined = (inline, line, next, space = () => SPACES[Math.floor(next() * SPACES.length)]) =>
  line.map(([kind, words]) => inline(kind, escaped(words))).join(space());

const plain = (kind, words) =>
  ({
    text: words,
    bold: `<b>${words}</b>`,
    link: `<a href="/">${words}</a>`,
    mention: `<span contenteditable="false">${words}</span>`,
    emoji: `<img alt="${words}" src="data:,">`,
  })[kind];

/** How each editor writes a draft; `only` where it is joined of several editables. */
const EDITORS = {
  Draft: (lines, next) => {
    const inline = (kind, words) => (kind === 'emoji' ? `<span><img alt="${words}"></span>` : `<span data-offset-key="a"><span data-text="true">${words}</span></span>`);
    const block = (line) => `<div data-block="true"><div>${line.length > 0 ? joined(inline, line, next, () => '<span> </span>') : '<span><br data-text="true"></span>'}</div></div>`;
    return `<div data-contents="true">${lines.map(block).join('')}</div>`;
  },
  Lexical: (lines, next) => {
    const inline = (kind, words) => (kind === 'emoji' ? plain(kind, words) : `<span data-lexical-text="true">${words}</span>`);
    return lines.map((line) => `<p>${line.length > 0 ? joined(inline, line, next) : '<br>'}</p>`).join('');
  },
  'Lexical for plain text': (lines, next) => `<p>${lines.map((line) => joined(plain, line, next)).join('<br>')}</p>`,
  Quill: (lines, next) => lines.map((line) => `<p>${line.length > 0 ? joined(plain, line, next) : '<br>'}</p>`).join(''),
  'a list in Quill 2': (lines, next) => `<ol>${lines.map((line) => `<li data-list="bullet"><span class="ql-ui" contenteditable="false"></span>${line.length > 0 ? joined(plain, line, next) : '<br>'}</li>`).join('')}</ol>`,
  TipTap: (lines, next) => lines.map((line) => `<p>${line.length > 0 ? joined(plain, line, next) : '<br class="ProseMirror-trailingBreak">'}</p>`).join(''),
  Slate: (lines, next) => {
    const leaf = (words) => `<span data-slate-node="text"><span data-slate-leaf="true"><span data-slate-string="true">${words}</span></span></span>`;
    const inline = (kind, words) => (kind === 'emoji' || kind === 'mention' ? `<span data-slate-inline="true" contenteditable="false"><span data-slate-zero-width="z">\uFEFF</span>${plain(kind, words)}</span>` : leaf(words));
    const empty = '<span data-slate-zero-width="n">\uFEFF<br></span>';
    return lines.map((line) => `<div data-slate-node="element">${line.length > 0 ? joined(inline, line, next, () => leaf(' ')) : empty}</div>`).join('');
  },
  'a plain box': (lines, next) => lines.map((line, index) => (index === 0 && line.length > 0 ? joined(plain, line, next) : `<div>${line.length > 0 ? joined(plain, line, next) : '<br>'}</div>`)).join(''),
  'a plain box with line ends': (lines, next) => lines.map((line) => joined(plain, line, next)).join('\n'),
  Telegram: (lines, next) => lines.map((line) => joined(plain, line, next)).join('<br>'),
};

/** The letters between two places of a tree, without what is not read. @param {Element} box @param {StaticRange} range */
function letters(box, { startContainer, startOffset, endContainer, endOffset }) {
  const nodes = [];
  const walk = (node) => (node.nodeType === Node.TEXT_NODE ? nodes.push(node) : node.childNodes.forEach(walk));
  walk(box);
  const inside = nodes.slice(nodes.indexOf(startContainer), nodes.indexOf(endContainer) + 1);
  const cut = (node) => node.data.slice(node === startContainer ? startOffset : 0, node === endContainer ? endOffset : undefined);
  return inside.map(cut).join('').replaceAll('\u00A0', ' ').replaceAll(/[\u200B\uFEFF]/g, '');
}

const ROUNDS = 60;

for (const [name, render] of Object.entries(EDITORS)) {
  test(`${name}: what was written is read, and found again`, () => {
    for (let seed = 1; seed <= ROUNDS; seed += 1) {
      const next = random(seed);
      const lines = draft(next);
      const box = page(`<div contenteditable="true" style="white-space: pre-wrap">${render(lines, next)}</div>`).firstElementChild;
      const { text, pieces } = read(box);
      const expected = written(lines);
      assert.equal(text, expected, `${seed}: ${box.innerHTML}`);
      // Where the words of pictures stand, and the ends of lines: in no text node.
      const nowhere = new Set();
      let at = 0;
      for (const [index, line] of lines.entries()) {
        if (index > 0) nowhere.add(at++);
        for (const [place, [kind, words]] of line.entries()) {
          if (place > 0) at += 1;
          if (kind === 'emoji') for (let unit = 0; unit < words.length; unit += 1) nowhere.add(at + unit);
          at += words.length;
        }
      }
      for (let round = 0; round < 20; round += 1) {
        const start = Math.floor(next() * text.length);
        const end = start + 1 + Math.floor(next() * (text.length - start));
        const wanted = [...Array(Math.min(end, text.length) - start).keys()].filter((unit) => !nowhere.has(start + unit)).map((unit) => text[start + unit]).join('');
        const [range] = locate(pieces, [[start, end]]);
        // A line end can stand in a text node, and in most trees does not.
        const found = range ? letters(box, range).replaceAll('\n', '') : '';
        assert.equal(found, wanted.replaceAll('\n', ''), `${seed}: ${start}–${end} of ${JSON.stringify(text)}`);
      }
    }
  });
}
