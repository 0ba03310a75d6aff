// What is shown: a chip at the box and the card that opens from it, in one host element outside of any editor. The host
// tells the page no more than the level and the word families.

import { element, ui } from '../element.js';
import { buildCard } from './card.js';
import { editableOf } from './focus.js';
import { Spot } from './spot.js';
import { closest } from './tree.js';
import tokens from '../tokens.css';
import style from './nudge.css';

/** An element outside an open modal dialog could not be clicked: https://html.spec.whatwg.org/#modal-dialogs-and-inert-subtrees */
const DIALOG = 'dialog:modal, [role="dialog"], [aria-modal="true"]';
/** The site's hotkeys and focus traps have no business with what happens in here. */
const KEYS = 'keydown keyup keypress beforeinput input copy focusin focusout';
const POINTERS = 'pointerdown pointerup mousedown mouseup click dblclick auxclick contextmenu touchstart touchend wheel';

/** How long what was chosen can be taken back in place, in ms; longer while the person is at it. */
const REGRET = 8_000;

export class Face {
  /** @type {Shown | undefined} */ shown;
  /** What was chosen last, with its way back. @type {Shown | undefined} */ told;
  /** What is to be shown once that has gone. @type {(() => void) | undefined} */ later;
  /** What the site is called. */ site = '';

  /** @param {{choose: import('./session.js').Session['choose'], report: import('./session.js').Session['report'], gone: () => void}} actions */
  constructor(actions) {
    this.actions = actions;
  }

  /** @param {Element | null} node */
  owns(node) {
    return node !== null && [this.shown, this.told].some((one) => one && (node === one.host || node.getRootNode() === one.root));
  }

  // Shows a card, or changes the one that is shown, and tells whether the page is dark there.
  /** @param {HTMLElement} box @param {Card} card @param {boolean} fresh not on screen before @param {Element[]} avoid */
  show(box, card, fresh, avoid) {
    const dark = isDark(box);
    if (this.told) {
      this.later = () => box.isConnected && this.show(box, card, fresh, avoid);
      return dark;
    }
    if (this.shown && this.shown.box !== box) this.hide();
    const shown = (this.shown ??= this.mount(box));
    shown.host.dataset.level = card.level;
    shown.host.dataset.families = card.families.join(' ');
    shown.frame.dataset.theme = dark ? 'dark' : 'light';
    shown.frame.dataset.level = card.level;
    shown.title.textContent = card.title;
    shown.chip.setAttribute('aria-label', card.level === 'warn' ? card.title : ui('hint_label'));
    const said = JSON.stringify(card);
    if (said !== shown.said) {
      shown.said = said;
      const next = buildCard(card, this.site, { close: () => this.close(), choose: (choice, words) => this.choose(choice, words), report: this.actions.report, grown: () => shown.spot.update() });
      next.hidden = shown.card.hidden;
      // Whoever is reading with the keyboard in the card keeps the place.
      const focused = shown.root.activeElement !== null && shown.card.contains(shown.root.activeElement);
      shown.card.replaceWith(next);
      shown.card = next;
      if (focused) next.focus();
    }
    shown.spot.update(avoid);
    if (fresh && card.level === 'warn') announce(card.title, shown.status);
    return dark;
  }

  hide() {
    this.later = undefined;
    if (!this.shown) return;
    this.close();
    this.shown.end.abort();
    this.shown.host.remove();
    this.shown = undefined;
  }

  // What was chosen stands in place of the chip for a while, with the way back.
  /** @param {Choice} choice @param {string} words */
  choose(choice, words) {
    const { shown } = this;
    const chosen = shown && this.actions.choose(choice);
    if (!chosen) return;
    const byKeyboard = shown.root.activeElement !== null;
    this.forget();
    this.shown = undefined;
    this.told = shown;
    delete shown.host.dataset.level;
    delete shown.host.dataset.families;
    shown.host.dataset.sincerely = 'undo';
    shown.card.remove();
    const said = element('span', { className: 'said' }, words);
    const back = element('button', { type: 'button', onclick: () => (this.forget(), chosen.undo()) }, ui('action_undo'));
    shown.pill.replaceChildren(said, back);
    shown.pill.classList.add('told');
    shown.spot.soon(true);
    announce(words, shown.status);
    if (byKeyboard) back.focus();
    const { signal } = shown.end;
    const options = { capture: true, passive: true, signal };
    const elsewhere = (/** @type {Event} */ event) => event.composedPath().includes(shown.host) || this.forget();
    for (const type of ['pointerdown', 'keydown']) addEventListener(type, elsewhere, options);
    document.addEventListener('visibilitychange', () => this.forget(), options);
    const lapse = () => (shown.pill.matches(':hover, :focus-within') ? wait() : this.forget());
    const wait = () => {
      const timer = setTimeout(lapse, REGRET);
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    };
    wait();
    void chosen.done.then((done) => {
      if (done || this.told !== shown) return;
      said.textContent = ui('action_failed');
      back.remove();
    });
  }

  /** What was chosen is no longer told; what was to be shown meanwhile comes. */
  forget() {
    const { told, later } = this;
    if (!told) return;
    const focused = told.root.activeElement !== null;
    this.told = this.later = undefined;
    told.end.abort();
    told.host.remove();
    if (focused) told.restore();
    later?.();
  }

  /** The first press of send was held up. @returns whether there is something new to see */
  interrupt() {
    const { shown } = this;
    if (!shown?.card.hidden) return false;
    this.open(false);
    announce(shown.title.textContent ?? '', shown.status);
    return true;
  }

  /** @param {boolean} byKeyboard only then the focus moves */
  open(byKeyboard) {
    const { shown } = this;
    if (!shown) return;
    shown.restore = caretOf(shown.box);
    shown.card.hidden = false;
    shown.chip.setAttribute('aria-expanded', 'true');
    shown.spot.update();
    if (byKeyboard) /** @type {HTMLElement} */ (shown.card.querySelector('.primary') ?? shown.card).focus();
  }

  close() {
    const { shown } = this;
    if (!shown) return;
    const focused = shown.root.activeElement !== null;
    shown.card.hidden = true;
    shown.chip.setAttribute('aria-expanded', 'false');
    if (focused) shown.restore();
  }

  /** @param {HTMLElement} box */
  mount(box) {
    const host = element('div', { popover: 'manual' });
    host.dataset.sincerely = 'nudge';
    const root = host.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(tokens + style);
    root.adoptedStyleSheets = [sheet];

    const title = element('span', { className: 'title' });
    const chip = element('button', { className: 'chip', type: 'button' }, element('span', { className: 'dot' }), title);
    chip.setAttribute('aria-haspopup', 'dialog');
    chip.setAttribute('aria-expanded', 'false');
    const aside = element('button', { className: 'aside', type: 'button', ariaLabel: ui('action_not_now'), title: ui('action_not_now') });
    aside.addEventListener('click', () => this.choose({ action: 'not_now', finding: null }, ui('action_not_now')));
    const pill = element('div', { className: 'pill' }, chip, aside);
    const card = element('section', { hidden: true });
    const status = element('p', { className: 'unseen', role: 'status' });
    const frame = element('div', { className: 'frame' }, pill, card, status);
    root.append(frame);
    const dialog = closest(box, DIALOG);
    (dialog?.ownerDocument === document ? dialog : document.documentElement).append(host);
    // In the top layer no transform, clip or z-index of the page reaches it.
    host.showPopover();

    const end = new AbortController();
    const { signal } = end;
    for (const type of `${KEYS} ${POINTERS}`.split(' ')) host.addEventListener(type, (event) => event.stopPropagation(), { signal });
    // The focus and the caret stay in the editor while the mouse is used here.
    root.addEventListener('mousedown', (event) => event.preventDefault(), { signal });
    // The card grows when its reasons are opened.
    root.addEventListener('toggle', () => this.shown?.spot.update(), { capture: true, signal });
    chip.addEventListener('click', (event) => (this.shown?.card.hidden ? this.open(event.detail === 0) : this.close()), { signal });
    const escape = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Escape' || event.isComposing || (this.shown?.card.hidden !== false && !this.told)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.close();
      this.forget();
    };
    window.addEventListener('keydown', escape, { capture: true, signal });
    const shown = { box, host, root, frame, pill, chip, title, card: /** @type {HTMLElement} */ (card), status, end, said: '', restore: () => {} };
    return Object.assign(shown, { spot: new Spot(shown, this.actions.gone) });
  }
}

/** @typedef {ReturnType<Face['mount']>} Shown */

/** Light text means a dark page, whatever paints it. @param {Element} box */
function isDark(box) {
  const [r = 0, g = 0, b = 0] = (getComputedStyle(box).color.match(/[\d.]+/g) ?? []).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b > 140;
}

/** Says it once, when the reader has finished what it is saying. @param {string} text @param {Element} status @returns {void} */
function announce(text, status) {
  // https://developer.mozilla.org/docs/Web/API/Document/ariaNotify: Chrome 141, Firefox 150.
  if (document.ariaNotify) return document.ariaNotify(text, { priority: 'normal' });
  // A region is announced when it changes, not when it comes.
  requestAnimationFrame(() => (status.textContent = text));
}

/** How to give the focus and the caret back. @param {HTMLElement} box */
function caretOf(box) {
  if (box instanceof HTMLTextAreaElement) {
    const { selectionStart, selectionEnd, selectionDirection } = box;
    return () => {
      box.focus({ preventScroll: true });
      box.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
    };
  }
  const { anchorNode, anchorOffset, focusNode, focusOffset } = /** @type {Selection} */ (getSelection());
  // What holds the editables of one draft cannot have the focus itself.
  const editable = box.isContentEditable ? box : (editableOf(anchorNode instanceof Element ? anchorNode : (anchorNode?.parentElement ?? null)) ?? box);
  return () => {
    editable.focus({ preventScroll: true });
    if (anchorNode && focusNode && box.contains(anchorNode) && box.contains(focusNode)) {
      getSelection()?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    }
  };
}
