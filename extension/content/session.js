// One box and the draft in it: when to look, what to ask, and which answers still hold.

import { classify, counters, lookUp, shape, turns } from './classify.js';
import { Origin } from './origin.js';
import { Pause } from './pause.js';
import { edit, hasValue, read } from './read.js';
import { controls, Sending, sendsByKey } from './sending.js';
import { pagePath } from './tree.js';

/** How long a hand rests before the draft is looked at, in ms. */
const PAUSE = 700;
const UI = chrome.i18n.getUILanguage();

export class Session {
  /** The text of the last question. @type {string | null} */ asked = null;
  revision = 0;
  composing = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ timer;
  /** @type {Shown | null} */ shown = null;
  /** @type {Card | null} */ card = null;
  /** @type {Look | undefined} */ judged;
  /** @type {AbortSignal | undefined} */ signal;
  /** @type {Pause | undefined} */ pause;
  /** What stood around the box when it was first found: dialogs and lists are used again for others. */
  kept = { recipient: /** @type {string | null} */ (null), parent: /** @type {string | null} */ (null) };

  /** @param {HTMLElement} box @param {Page} page @param {Pick<import('./watch.js').Watch, 'ask' | 'noted' | 'software' | 'face' | 'marks' | 'current'>} desk */
  constructor(box, page, desk) {
    this.box = box;
    this.page = page;
    this.desk = desk;
    this.row = classify(box, page.boxes, pagePath());
    this.origin = new Origin(this.read().text);
    this.sending = new Sending(box, () => this.read().text, (look, path) => {
      void desk.ask({ ask: 'sent', path, look });
      if (desk.current === this && box.isConnected) this.changed();
    });
  }

  // Some editors are put up anew while one writes, with the words of the old one: the draft goes on.
  /** @param {Session} old whose box is gone */
  adopt(old) {
    const { text } = this.read();
    const { removed, added } = edit(old.origin.text, text);
    if (old.row?.name !== this.row?.name || 4 * (removed + added) > text.length || text === '') return;
    const { origin, shown, kept } = old;
    Object.assign(this, { origin, shown, kept });
  }

  /** The box has the focus. @param {AbortSignal} signal until another box has it */
  begin(signal) {
    this.signal = signal;
    if (!this.pause?.spent) this.pause = undefined;
    this.context();
    const options = { capture: true, passive: true, signal };
    for (const type of ['beforeinput', 'keydown', 'paste', 'drop']) {
      this.box.addEventListener(type, (event) => event.isTrusted && this.note(event), options);
    }
    this.box.addEventListener('compositionstart', () => this.compose(true), options);
    this.box.addEventListener('compositionend', () => this.compose(false), options);
    if (hasValue(this.box)) {
      this.box.addEventListener('input', () => this.changed(), options);
      // A page that empties its textarea after sending fires no `input`, but the caret moves.
      const { box } = this;
      box.addEventListener('selectionchange', () => box.value !== this.origin.text && this.changed(), options);
    } else {
      // Editors that take the keys for themselves fire no `input`.
      const observer = new MutationObserver(() => this.changed());
      observer.observe(this.box, { subtree: true, childList: true, characterData: true });
      signal.addEventListener('abort', () => observer.disconnect());
    }
    signal.addEventListener('abort', () => {
      clearTimeout(this.timer);
      // An answer that is still to come is for a box that is no longer shown.
      this.revision += 1;
    });
    this.asked = null;
    this.schedule(0);
  }

  /** @param {Event} event */
  note(event) {
    // What was typed before is settled before the paste, or it would count as pasted too.
    if (event.type === 'paste' || event.type === 'drop') this.origin.settle(this.read().text);
    this.origin.note(event);
    const { key } = /** @type {KeyboardEvent} */ (event);
    // Some editors take these keys for themselves, and no `beforeinput` comes.
    if (event.type === 'beforeinput' || /^(Backspace|Delete|Escape|x)$/i.test(key)) this.sending.check() || this.sending.end();
    else if (key === 'Enter' && this.sends(event)) this.send();
  }

  /** Whether the person does what sends. @param {Event} event a key in the box, a press or a click somewhere */
  sends(event) {
    if (!event.isTrusted || this.composing) return false;
    const path = event.composedPath();
    if (event instanceof KeyboardEvent) return path.includes(this.box) && sendsByKey(event, this.box, this.row);
    const isPressed = (/** @type {Element} */ control) => path.includes(control) && !control.matches(':disabled, [aria-disabled="true"]');
    return controls(this.box, this.row).some(isPressed);
  }

  /** @param {Event} event a press or a click somewhere */
  press(event) {
    if (this.sends(event)) this.send();
  }

  /** What the box holds is being sent, as it seems; it is read before the site can empty it. */
  send() {
    const { text } = this.read();
    this.origin.settle(text);
    this.sending.begin(this.question(text));
  }

  /** @param {boolean} on */
  compose(on) {
    this.composing = on;
    if (on) clearTimeout(this.timer);
    else this.changed();
  }

  changed() {
    if (this.composing) return;
    // Sent, most likely: what is shown goes at once. Some editors leave a mark of emptiness.
    const { length } = hasValue(this.box) ? this.box.value : (this.box.textContent ?? '');
    if (length < 3 && this.read().text === '') return this.restart();
    this.desk.marks.renew();
    this.schedule(this.origin.pasting ? 0 : PAUSE);
  }

  /** @param {number} delay */
  schedule(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), delay);
  }

  /** The focus went elsewhere: whatever was waiting for a pause is looked at now. */
  blur() {
    this.composing = false;
    this.desk.marks.clear();
    clearTimeout(this.timer);
    void this.look();
  }

  read() {
    const { box, page, row } = this;
    return read(box, [page.drop, row?.drop].filter(Boolean).join(), row?.join ? row.find : '');
  }

  async look() {
    if (this.composing) return;
    const { text } = this.read();
    this.origin.settle(text);
    if (text === this.asked) return;
    if (text === '') return this.restart();
    this.asked = text;
    const revision = (this.revision += 1);
    const look = this.question(text);
    const answer = /** @type {Answer | null} */ (await this.desk.ask({ ask: 'look', look }));
    if (revision !== this.revision) return;
    // Written on meanwhile: the next pause asks again.
    if (!answer || this.read().text !== text) this.asked = null;
    else this.apply(answer, look);
  }

  /** @param {string} text @returns {Look} */
  question(text) {
    return { ...this.context(), text, origin: this.origin.counts(), ui: UI, shown: this.shown };
  }

  /** Something was chosen here or elsewhere. */
  again() {
    this.asked = null;
    this.schedule(0);
  }

  /** @param {Answer} answer @param {Look} look */
  apply({ card, shown, fresh }, look) {
    const { text } = look;
    this.shown = shown;
    this.card = card;
    this.judged = look;
    for (const one of card?.findings ?? []) one.quotes = [...new Set(one.spans.map(([start, end]) => text.slice(start, end)))];
    this.show(fresh);
  }

  /** @param {boolean} fresh */
  show(fresh) {
    const { face, marks } = this.desk;
    if (!this.card || !this.box.isConnected) return this.hide();
    const { row, box } = this;
    // What stands around the frame is nowhere in it.
    const avoid = [...controls(box, row), ...counters(box, row)].filter(({ ownerDocument }) => ownerDocument === document);
    const dark = face.show(box, this.card, fresh, avoid);
    if (this.card.pause && this.signal) this.pause ??= new Pause(this, () => face.interrupt(), this.signal);
    if (box.matches(':focus-within')) marks.show(box, () => this.read(), this.card, dark);
  }

  hide() {
    this.desk.marks.clear();
    this.desk.face.hide();
  }

  /** What the card offers, of the draft it was made for. @param {Choice} choice @returns {{done: Promise<boolean>, undo: () => void} | undefined} */
  choose(choice) {
    if (!this.judged) return;
    const look = { ...this.judged, shown: this.shown };
    const notNow = choice.action === 'not_now';
    if (notNow) this.setAside(true);
    this.desk.marks.clear();
    // Cut off from the extension it throws at once.
    const ask = async (/** @type {Message} */ message) => chrome.runtime.sendMessage(message);
    return {
      done: ask({ ask: 'choose', path: pagePath(), software: this.desk.software, look, choice }).catch(() => false),
      undo: () => {
        if (notNow) this.setAside(false);
        void ask({ ask: 'undo' }).catch(() => {});
      },
    };
  }

  /** For the rest of this draft. @param {boolean} dismissed */
  setAside(dismissed) {
    if (this.shown) this.shown = { ...this.shown, dismissed };
    if (dismissed) this.card = null;
    else this.again();
  }

  /** What somebody needs to know who is told that this was wrong; the words only where the person wants it. */
  report() {
    const { card, judged, page, row } = this;
    if (!card || !judged) return undefined;
    const { text, parent } = judged;
    const facts = {
      sincerely: chrome.runtime.getManifest().version,
      level: card.level,
      rules: card.findings.map(({ rule }) => rule),
      language: card.language,
      // A site outside the registry is nobody's business.
      site: page.boxes.length > 0 ? page.key : null,
      box: row?.name ?? null,
      length: text.length,
      parent: parent?.length ?? null,
    };
    return { facts, text };
  }

  /** An empty box is a new draft, to somebody else perhaps. */
  restart() {
    this.sending.check();
    clearTimeout(this.timer);
    this.origin.settle('');
    this.asked = '';
    this.revision += 1;
    this.shown = this.card = null;
    this.pause?.end();
    this.pause = undefined;
    this.kept = { recipient: null, parent: null };
    this.hide();
  }

  /** @returns {Surroundings} */
  context() {
    const { box, page, desk, kept } = this;
    // A quoted post can come into a dialog after the first words.
    const row = (this.row = classify(box, page.boxes, pagePath()));
    if (!row) return { row: null, recipient: null, parent: null, subject: null, turns: 0, shape: shape(box) };
    kept.recipient ??= desk.noted(row) ?? lookUp(box, row, row.recipient);
    kept.parent ??= lookUp(box, row, row.parent);
    return {
      row: row.name,
      ...kept,
      subject: lookUp(box, row, row.subject),
      turns: turns(box, row),
      shape: { subject: false, article: false, chat: false },
    };
  }
}
