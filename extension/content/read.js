// The words of a box, and where each of them stands in the page. One walk yields both, so that marks cannot drift from
// what was judged. Nothing is ever written.

/** A stretch of the text that stands in one text node. @typedef {{node: Text, from: number, at: number, length: number}} Piece */
/** @typedef {{text: string, pieces: Piece[]}} Reading */

/** `<p>` and `<div>` by name and not by style: no layout is forced, and editors use these. */
const BLOCKS = new Set(
  ('address article aside blockquote dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main ' +
    'nav ol p pre section table tbody td tr ul').split(' '),
);
const SKIPPED = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'select', 'input']);
/** What editors put into the editable themselves: Slate its placeholder, ProseMirror names of other people's carets. */
const WIDGETS = '[data-slate-placeholder],.ProseMirror-widget';

/** Zero-width characters that editors put into empty lines; not the joiners that emoji and scripts need. */
const AS_IT_IS = /[^\u200B\uFEFF]+/g;
// Words with single spaces between them stay as they are: a hundred are one piece, since every piece costs at every key. Unbounded,
// a long text would exhaust the expression's stack.
const COLLAPSED = /[ \t\r\n\f]+|[^ \t\r\n\f\u200B\uFEFF]+(?: [^ \t\r\n\f\u200B\uFEFF]+){0,99}/g;

// A draft of several editables is read as one: its parts in document order, with an empty line between them.
/**
 * @param {Element} box @param {string} [drop] a selector of parts that are not the person's own
 * @param {string} [only] a selector of the editables that make up the draft, where they are not the box itself @returns {Reading}
 */
export function read(box, drop = '', only = '') {
  if (hasValue(box)) return { text: box.value, pieces: [] };
  const dropped = drop === '' ? WIDGETS : `${WIDGETS},${drop}`;
  let own = only === '';
  let tokens = tokensOf(box);
  /** How many line ends are still to come before the next word. */
  let gap = 0;
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {string[]} */
  const parts = [];
  let length = 0;
  let last = '\n';

  /** @param {string} part */
  const append = (part) => {
    for (; gap > 0 && length > 0; gap -= 1) put('\n');
    gap = 0;
    put(part);
  };
  /** @param {string} part */
  const put = (part) => {
    parts.push(part);
    length += part.length;
    last = part.charAt(part.length - 1);
  };
  const startLine = () => gap === 0 && last !== '\n' && put('\n');

  /** @param {Text} node */
  const readText = (node) => {
    for (const { 0: token, index } of node.data.matchAll(tokens)) {
      const blank = tokens === COLLAPSED && /^[ \t\r\n\f]/.test(token);
      if (blank && (gap > 0 || last === '\n' || last === ' ')) continue;
      const word = blank ? ' ' : token.replaceAll('\u00A0', ' ');
      append(word);
      pieces.push({ node, from: index, at: length - word.length, length: word.length });
    }
  };

  /** @param {Node} parent */
  const walk = (parent) => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) own && readText(/** @type {Text} */ (node));
      else if (node.nodeType === Node.ELEMENT_NODE) readElement(/** @type {Element} */ (node));
    }
  };

  /** @param {Element} element */
  const readElement = (element) => {
    const name = element.localName;
    if (SKIPPED.has(name) || element.matches(dropped)) return;
    if (!own && element.matches(only)) readPart(element);
    else if (name === 'br') own && gap === 0 && put('\n');
    else if (name === 'img') own && /** @type {HTMLImageElement} */ (element).alt && append(/** @type {HTMLImageElement} */ (element).alt);
    else {
      const block = BLOCKS.has(name);
      if (block) startLine();
      walk(element);
      // A `<br>` that closes a block is the line's own end, not an empty line after it.
      if (block) startLine();
    }
  };

  /** @param {Element} part an editable of a draft that is joined of them */
  const readPart = (part) => {
    startLine();
    gap = part.closest('li') ? 0 : 1;
    own = true;
    tokens = tokensOf(part);
    walk(part);
    own = false;
  };

  walk(box);
  return { text: parts.join('').trimEnd(), pieces };
}

/** How the text of a box is taken apart. @param {Element} box */
const tokensOf = (box) => (keepsSpace(box) ? AS_IT_IS : COLLAPSED);

/** @type {WeakMap<Element, boolean>} */
const spaces = new WeakMap();

/** Most editors keep white space, plain boxes collapse it. Asked once: after a key the answer would cost a layout. @param {Element} box */
function keepsSpace(box) {
  const known = spaces.get(box) ?? /^(pre|break)/.test(getComputedStyle(box).whiteSpace);
  spaces.set(box, known);
  return known;
}

/** @param {Element} box @returns {box is HTMLTextAreaElement | HTMLInputElement} */
export const hasValue = (box) => box.localName === 'textarea' || box.localName === 'input';

// Where stretches of the text stand in the page; what stands nowhere, as the words of a picture, is left out.
/** @param {Piece[]} pieces @param {[number, number][]} spans UTF-16, half open */
export function locate(pieces, spans) {
  return spans.flatMap(([start, end]) => {
    const from = firstAfter(pieces, start, (piece) => piece.at + piece.length);
    const to = firstAfter(pieces, end - 1, (piece) => piece.at) - 1;
    const [first, last] = [pieces[from], pieces[to]];
    if (from > to || !first || !last || end <= start) return [];
    return new StaticRange({
      startContainer: first.node,
      startOffset: first.from + Math.max(0, start - first.at),
      endContainer: last.node,
      endOffset: last.from + Math.min(last.length, end - last.at),
    });
  });
}

/** The index of the first piece of which a place is beyond an offset. @param {Piece[]} pieces @param {number} offset @param {(piece: Piece) => number} place */
function firstAfter(pieces, offset, place) {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (place(pieces[middle]) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** One edit between two texts: what is the same before and after it. @param {string} old @param {string} now */
export function edit(old, now) {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old.charCodeAt(start) === now.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < most - start && old.charCodeAt(old.length - 1 - end) === now.charCodeAt(now.length - 1 - end)) end += 1;
  return { start, removed: old.length - start - end, added: now.length - start - end };
}

// Spans of an older text in a newer one; those the edit touched are gone until the next answer.
/** @param {[number, number][]} spans @param {ReturnType<typeof edit>} change @returns {[number, number][]} */
export function follow(spans, { start, removed, added }) {
  const by = added - removed;
  return spans.flatMap(([from, to]) => {
    if (to <= start) return [[from, to]];
    return from >= start + removed ? [[from + by, to + by]] : [];
  });
}
