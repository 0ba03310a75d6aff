// Tinted words inside an editor, without touching its nodes: https://developer.mozilla.org/docs/Web/API/CSS_Custom_Highlight_API
// The registry of highlights is the page's, so the name is our own; marks exist only while the box is focused.

import { edit, follow, hasValue, locate } from './read.js';

/** @typedef {import('./read.js').Reading} Reading */

const NAME = 'sincerely-words';

export class Marks {
  /** @type {{read: () => Reading, text: string, spans: [number, number][]} | undefined} */ shown;
  /** @type {Document | ShadowRoot | undefined} */ root;
  /** @type {StaticRange[]} */ ranges = [];
  sheet = new CSSStyleSheet();

  /** @param {Element} box @param {() => Reading} read what it holds now @param {Card} card @param {boolean} dark */
  show(box, read, card, dark) {
    this.clear();
    // Only what the words say is marked; the page could read a mark that tells what was written elsewhere.
    const spans = card.findings.filter(({ family }) => card.families.includes(family)).flatMap(({ spans }) => spans);
    // Nothing in a textarea can be tinted, and a mirror of it may break its lines elsewhere: there the card has the words.
    if (hasValue(box) || spans.length === 0) return;
    this.sheet.replaceSync(`::highlight(${NAME}){background-color:${dark ? '#e0a24a47' : '#f0b24a52'}}`);
    // In Firefox a sheet of the document does not reach highlights in a shadow root: the editor's own root has it.
    this.root = /** @type {Document | ShadowRoot} */ (box.getRootNode());
    this.root.adoptedStyleSheets = [...this.root.adoptedStyleSheets, this.sheet];
    const reading = read();
    this.shown = { read, text: reading.text, spans };
    this.paint(reading);
  }

  /** After an edit, before the page is painted: some editors have replaced the text node that a range stood in. */
  renew() {
    if (!this.shown) return;
    const reading = this.shown.read();
    this.shown.spans = follow(this.shown.spans, edit(this.shown.text, reading.text));
    this.shown.text = reading.text;
    this.paint(reading);
  }

  /** @param {Reading} reading */
  paint({ pieces }) {
    const ranges = locate(pieces, this.shown?.spans ?? []);
    // Words that stand where they stood need no new paint: most keys come after them.
    if (ranges.length === this.ranges.length && ranges.every((range, index) => isSame(range, this.ranges[index]))) return;
    this.ranges = ranges;
    CSS.highlights.set(NAME, new Highlight(...ranges));
  }

  clear() {
    if (!this.shown) return;
    this.shown = undefined;
    this.ranges = [];
    CSS.highlights.delete(NAME);
    const { root, sheet } = this;
    if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((one) => one !== sheet);
  }
}

/** @param {StaticRange} a @param {StaticRange} b */
const isSame = (a, b) =>
  a.startContainer === b.startContainer && a.startOffset === b.startOffset && a.endContainer === b.endContainer && a.endOffset === b.endOffset;
