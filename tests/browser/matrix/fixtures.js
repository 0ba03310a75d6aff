// One page for every composer of the registry, chosen by what follows the `#`. A fixture is `{editor, box, key, page}`: the
// editor, the attributes of its editable, the key that sends, and the page around it, written from what is known of the
// site's markup. `leaves` names what goes away with the sent draft; otherwise the editor is emptied.

import { mount } from './editors/index.js';
import { coming, h } from './page.js';
import { SITES } from './sites/index.js';

class Composer {
  sent = 0;
  box = h('div');

  /** @param {any} fixture */
  constructor(fixture) {
    this.fixture = fixture;
  }

  /** The control that sends. @param {string} tag @param {Record<string, string>} attributes @param {...any} children */
  send(tag, attributes, ...children) {
    this.control = h(tag, { ...attributes, 'data-send': '', click: () => this.sends() }, ...children);
    return this.control;
  }

  // What a person presses before there is a box; pressed, it is given to `then`, which puts the box somewhere.
  /** @param {string} tag @param {Record<string, string>} attributes @param {string} label @param {(control: HTMLElement) => void} then */
  open(tag, attributes, label, then) {
    const control = h(tag, { ...attributes, 'data-open': '' }, label);
    const press = () => {
      control.removeAttribute('data-open');
      then(control);
      void this.mount();
    };
    control.addEventListener('click', press, { once: true });
    return control;
  }

  async mount() {
    await Promise.all(coming);
    if (!this.box.isConnected || this.editor) return;
    const { editor, box: attributes = {}, key = 'none', foreign } = this.fixture;
    const isSending = ({ shiftKey, isComposing, ctrlKey, metaKey }) => !shiftKey && !isComposing && (key === 'enter' || (key === 'ctrl-enter' && (ctrlKey || metaKey)));
    const onKey = (event) => event.key === 'Enter' && isSending(event) && (this.sends(), true);
    this.editor = await mount(editor, this.box, { attributes, onKey, foreign: foreign?.() });
    this.root = this.editor.editable.getRootNode();
    this.ready = true;
  }

  /** From here on nobody types: whatever changes in the editor, at the caret or of the scrolling is ours. */
  watch() {
    const { editable } = this.editor;
    const view = editable.ownerDocument.defaultView;
    /** @type {string[]} */
    const records = [];
    const observer = new MutationObserver((list) => records.push(...list.map(({ type, target }) => `${type} of ${target.nodeName}`)));
    observer.observe(editable, { attributes: true, childList: true, characterData: true, subtree: true });
    const state = () => {
      const { anchorNode, anchorOffset, focusNode, focusOffset } = view.getSelection();
      return [anchorNode, anchorOffset, focusNode, focusOffset, editable.selectionStart, editable.selectionEnd, editable.value, editable.scrollTop, view.scrollX, view.scrollY, editable.getRootNode().activeElement === editable];
    };
    const before = state();
    this.changes = () => {
      records.push(...observer.takeRecords().map(String));
      const after = state();
      return [...records, ...after.flatMap((value, index) => (value === before[index] ? [] : `${index}: ${before[index]} became ${value}`))];
    };
  }

  /** As sites do: what was sent is read first, then the box goes or is emptied. */
  sends() {
    const { editable, model, clear } = this.editor;
    if (model() === '') return;
    this.sent += 1;
    if (this.fixture.leaves) editable.closest(this.fixture.leaves).remove();
    else clear();
  }
}

const name = decodeURIComponent(location.hash.slice(1));
const fixture = SITES[name];
const composer = new Composer(fixture);
const isFramed = top !== self;
/** A frame of the same origin is the page's own: what the test asks is answered at the top. */
if (!fixture.framed || isFramed) top.matrix = composer;
document.body.append(...[(isFramed ? fixture.framed : fixture.page)(composer)].flat());
void composer.mount();
