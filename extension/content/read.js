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
/** Slate puts its placeholder into the editable. */
const PLACEHOLDER = '[data-slate-placeholder]';

/** Zero-width characters that editors put into empty lines; not the joiners that emoji and scripts need. */
const AS_IT_IS = /[^\u200B\uFEFF]+/g;
const COLLAPSED = /[ \t\r\n\f]+|[^ \t\r\n\f\u200B\uFEFF]+/g;

/** @param {Element} box @param {string} [drop] a selector of parts that are not the person's own @returns {Reading} */
export function read(box, drop = '') {
  if (hasValue(box)) return { text: box.value, pieces: [] };
  const dropped = drop === '' ? PLACEHOLDER : `${PLACEHOLDER},${drop}`;
  const tokens = keepsSpace(box) ? AS_IT_IS : COLLAPSED;
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {string[]} */
  const parts = [];
  let length = 0;
  let last = '\n';

  /** @param {string} part */
  const append = (part) => {
    parts.push(part);
    length += part.length;
    last = part.charAt(part.length - 1);
  };
  const startLine = () => last !== '\n' && append('\n');

  /** @param {Text} node */
  const readText = (node) => {
    for (const { 0: token, index } of node.data.matchAll(tokens)) {
      const blank = tokens === COLLAPSED && /^[ \t\r\n\f]/.test(token);
      if (blank && (last === '\n' || last === ' ')) continue;
      pieces.push({ node, from: index, at: length, length: blank ? 1 : token.length });
      append(blank ? ' ' : token.replaceAll('\u00A0', ' '));
    }
  };

  /** @param {Node} parent */
  const walk = (parent) => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) readText(/** @type {Text} */ (node));
      else if (node.nodeType === Node.ELEMENT_NODE) readElement(/** @type {Element} */ (node));
    }
  };

  /** @param {Element} element */
  const readElement = (element) => {
    const name = element.localName;
    if (name === 'br') append('\n');
    else if (name === 'img') append(/** @type {HTMLImageElement} */ (element).alt || '');
    else if (!SKIPPED.has(name) && !element.matches(dropped)) {
      const block = BLOCKS.has(name);
      if (block) startLine();
      walk(element);
      // A `<br>` that closes a block is the line's own end, not an empty line after it.
      if (block) startLine();
    }
  };

  walk(box);
  return { text: parts.join('').trimEnd(), pieces };
}

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

// Where stretches of the text stand in the page; what stands nowhere is left out.
/** @param {Piece[]} pieces @param {[number, number][]} spans UTF-16, half open */
export function locate(pieces, spans) {
  return spans.flatMap(([start, end]) => {
    const first = pieces[indexAt(pieces, start)];
    const last = pieces[indexAt(pieces, end - 1)];
    if (!first || !last || end <= start) return [];
    return new StaticRange({
      startContainer: first.node,
      startOffset: first.from + Math.max(0, start - first.at),
      endContainer: last.node,
      endOffset: last.from + Math.min(last.length, end - last.at),
    });
  });
}

/** The piece that holds an offset, or the first one after it. @param {Piece[]} pieces @param {number} offset */
function indexAt(pieces, offset) {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece.at + piece.length > offset) high = middle;
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
