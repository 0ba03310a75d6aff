// Which box is being written in. Listens for the focus and nothing else until a box has it.

import { boxAround, lookUp } from './classify.js';
import { Face } from './face.js';
import { editableOf, isWanted } from './focus.js';
import { Link } from './link.js';
import { Marks } from './marks.js';
import { Session } from './session.js';
import { closest, deepest, pagePath, roots } from './tree.js';

/** How long the port stays open after the last box lost the focus, in ms. */
const LAPSE = 10_000;
const DIALOG = 'dialog, [role="dialog"], [aria-modal="true"]';

export class Watch {
  /** @type {{path: string, page: Page} | undefined} */ known;
  /** What the page of an unknown host runs on. @type {string | null} */ software = null;
  /** @type {WeakSet<Node>} */ roots = new WeakSet();
  /** @type {WeakMap<Element, Session>} */ sessions = new WeakMap();
  /** @type {Session | undefined} */ current;
  /** The last that was. @type {Session | undefined} */ last;
  /** @type {Map<string, {path: string, dialog: Element | null, name: string | null}>} */ notes = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ lapse;
  stop = new AbortController();
  marks = new Marks();

  /** @param {AbortSignal} signal everything ends with it @param {() => void} leave */
  constructor(signal, leave) {
    this.signal = signal;
    this.leave = leave;
    this.link = new Link({ open: () => this.face.open(true), lost: () => this.isCutOff() });
    this.face = new Face({
      choose: (choice) => this.current?.choose(choice),
      report: () => this.current?.report(),
      gone: () => this.drop(),
    });
  }

  start() {
    const options = { capture: true, passive: true, signal: this.signal };
    this.watchRoot(document);
    document.addEventListener('visibilitychange', () => document.hidden && this.link.close(), options);
    this.signal.addEventListener('abort', () => {
      this.drop();
      clearTimeout(this.lapse);
      this.link.close();
    });
    void this.focus(deepest(document.activeElement));
  }

  // A focus that moves inside one shadow tree is not seen outside of it, so every tree that ever had it is watched.
  // https://dom.spec.whatwg.org/#concept-event-dispatch (the related target ends the path)
  /** @param {Document | ShadowRoot} root */
  watchRoot(root) {
    if (this.roots.has(root)) return;
    this.roots.add(root);
    const options = { capture: true, passive: true, signal: this.signal };
    // Nobody outside sees what is pressed in a closed tree; and what sends may stand around the frame.
    if (!('mode' in root) || root.mode === 'closed') {
      root.addEventListener('pointerdown', (event) => this.isCutOff() || (this.current?.press(event), void this.enterDialog(event)), options);
      root.addEventListener('click', (event) => this.isCutOff() || (this.current?.press(event), this.noteNames(/** @type {MouseEvent} */ (event))), options);
    }
    if (root.ownerDocument !== document && root !== document) return;
    root.addEventListener('focusin', (event) => this.isCutOff() || void this.focus(deepest(event.composedPath()[0])), options);
    root.addEventListener('focusout', (event) => this.blur(/** @type {FocusEvent} */ (event)), options);
  }

  /** After an update of the extension this script is cut off from it: it takes its things and goes. */
  isCutOff() {
    const cut = chrome.runtime?.id === undefined;
    if (cut) this.leave();
    return cut;
  }

  /** @param {Partial<Question> & {ask: string}} question of this page */
  async ask(question) {
    const about = { path: pagePath(), software: this.software, ...question };
    return this.isCutOff() ? null : this.link.ask(/** @type {Question} */ (about)).catch(() => null);
  }

  /** What the background says of this page; sites change the path without loading. */
  async page() {
    const path = pagePath();
    if (this.known?.path !== path) {
      let page = /** @type {Page | null} */ (await this.ask({ ask: 'page', path }));
      const documents = [...roots(document.documentElement)];
      this.software ??= page?.probes.find(({ probe }) => documents.some((one) => one.querySelector(probe)))?.site ?? null;
      // Software that anybody hosts is known by what its pages have.
      if (page && this.software !== page.software) page = await this.ask({ ask: 'page', path });
      this.known = page?.on ? { path, page } : undefined;
      this.face.site = page?.name ?? '';
    }
    return this.known?.page;
  }

  /** Something was chosen: the draft at hand is looked at anew. */
  again() {
    this.known = undefined;
    this.current?.again();
  }

  /** @param {Element | null} element */
  async focus(element) {
    if (!element || this.face.owns(element)) return;
    for (const root of roots(element)) this.watchRoot(root);
    const editable = editableOf(element);
    if (!editable) return void this.enterDialog({ target: element });
    clearTimeout(this.lapse);
    if (this.current?.box.contains(editable)) return this.current.show(false);
    const page = await this.page();
    if (!page || this.signal.aborted || !editable.matches(':focus')) return;
    const box = boxAround(editable, page.boxes);
    const session = this.sessions.get(box) ?? new Session(box, page, this);
    if (!isWanted(box, session.row !== null) || this.current === session) return;
    if (this.last && !this.last.box.isConnected && !this.sessions.has(box)) session.adopt(this.last);
    this.drop();
    this.sessions.set(box, session);
    this.current = this.last = session;
    session.begin(this.stop.signal);
  }

  /** @param {FocusEvent} event */
  blur({ relatedTarget }) {
    const next = /** @type {Element | null} */ (relatedTarget);
    if (!this.current || this.face.owns(next) || this.current.box.contains(next)) return;
    this.current.blur();
    clearTimeout(this.lapse);
    this.lapse = setTimeout(() => this.link.close(), LAPSE);
  }

  /** The box is gone, or another one has the focus. */
  drop() {
    this.stop.abort();
    this.stop = new AbortController();
    this.current = undefined;
    this.marks.clear();
    this.face.hide();
  }

  /** The reader's name as an earlier screen of the dialog gave it. @param {Composer} row */
  noted(row) {
    const note = this.notes.get(row.name);
    return note?.path === pagePath() ? note.name : null;
  }

  /** Some dialogs name the reader only before there is a box: their rows are fetched as soon as one is entered. @param {{target: EventTarget | null}} event */
  async enterDialog({ target }) {
    if (target instanceof Element && closest(deepest(target), DIALOG)) await this.page();
  }

  /** What a dialog says is read before the click changes it. @param {MouseEvent} event */
  noteNames(event) {
    const target = /** @type {Element | undefined} */ (event.composedPath()[0]);
    if (!(target instanceof Element) || !closest(target, DIALOG)) return;
    for (const row of this.known?.page.boxes ?? []) {
      const dialog = row.recipient.length > 0 && row.inside !== '' ? closest(target, row.inside) : null;
      if (!dialog) continue;
      const name = lookUp(target, row, row.recipient);
      if (name !== null || this.notes.get(row.name)?.dialog !== dialog) {
        this.notes.set(row.name, { path: pagePath(), dialog, name });
      }
    }
  }
}
