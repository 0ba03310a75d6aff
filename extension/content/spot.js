// Where the chip goes: at a corner of the box, where it covers neither words nor controls; and the card beside it. Both move
// with the box; nothing is polled.

import { hostOf, parentOf, shadowOf } from './tree.js';

/** Between the chip and the box, in px. */
const GAP = 4;
/** What a card needs to be read in, scrolling, in px. */
const LEAST_ROOM = 140;

/** @typedef {{box: HTMLElement, host: HTMLElement, pill: HTMLElement, card: HTMLElement, end: AbortController}} Parts */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Area */

/** Corners in the order of preference: outside before inside, the end of the line before its start. */
const CORNERS = /** @type {const} */ (
  [['end', 'below'], ['end', 'above'], ['start', 'below'], ['start', 'above'], ['after', 'bottom'], ['end', 'bottom'], ['end', 'top']]
);

export class Spot {
  /** @type {Element[]} */ avoid = [];
  /** @type {typeof CORNERS[number] | undefined} */ corner;
  /** @type {IntersectionObserver | undefined} */ observer;
  frame = 0;

  /** @param {Parts} parts @param {() => void} gone the box is no longer in the page */
  constructor(parts, gone) {
    this.parts = parts;
    this.gone = gone;
    const { signal } = parts.end;
    const options = { capture: true, passive: true, signal };
    addEventListener('scroll', () => this.soon(false), options);
    for (const type of ['scrollend', 'resize']) addEventListener(type, () => this.soon(true), options);
    const size = new ResizeObserver(() => this.soon(true));
    size.observe(parts.box);
    signal.addEventListener('abort', () => [size, this.observer].forEach((observer) => observer?.disconnect()));
  }

  /** @param {boolean} anew another corner may be better now */
  soon(anew) {
    if (anew) this.corner = undefined;
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.parts.end.signal.aborted) this.update();
    });
  }

  /** @param {Element[]} [avoid] */
  update(avoid = this.avoid) {
    const { pill } = this.parts;
    this.avoid = avoid;
    // Where no room is for words the dot alone, and if even that has none, where it disturbs least.
    for (const small of [false, true]) {
      if (this.corner) break;
      pill.toggleAttribute('data-small', small);
      this.corner = this.find();
    }
    this.corner ??= CORNERS[0];
    const place = this.at(this.corner);
    move(pill, place.left, place.top);
    this.moveCard(place);
    this.watch();
  }

  /** An observer whose window is where the box is now tells when it moves, for whatever reason, or goes. */
  watch() {
    const { box, pill } = this.parts;
    const { left, top, right, bottom } = box.getBoundingClientRect();
    const margins = [top, innerWidth - right, innerHeight - bottom, left].map((side) => `${-Math.floor(side)}px`);
    /** @type {number | undefined} */
    let rest;
    this.observer?.disconnect();
    this.observer = new IntersectionObserver(
      ([{ intersectionRatio }]) => {
        if (!box.isConnected) return this.gone();
        pill.style.visibility = intersectionRatio > 0 ? '' : 'hidden';
        rest ??= intersectionRatio;
        if (intersectionRatio !== rest) this.soon(true);
      },
      { root: document, rootMargin: margins.join(' '), threshold: [0, 0.25, 0.5, 0.75, 0.9, 0.99, 1] },
    );
    this.observer.observe(box);
  }

  find() {
    return CORNERS.find((corner) => this.isFree(this.at(corner)));
  }

  /** @param {typeof CORNERS[number]} corner @returns {Area} */
  at([across, along]) {
    const box = this.parts.box.getBoundingClientRect();
    const { width, height } = this.parts.pill.getBoundingClientRect();
    const rtl = getComputedStyle(this.parts.box).direction === 'rtl';
    const [start, end] = rtl ? [box.right - width, box.left] : [box.left, box.right - width];
    const after = rtl ? box.left - GAP - width : box.right + GAP;
    const tops = { below: box.bottom + GAP, above: box.top - GAP - height, bottom: box.bottom - GAP - height, top: box.top + GAP };
    const left = clamp({ start, end, after }[across], 0, innerWidth - width);
    const top = clamp(tops[along], 0, innerHeight - height);
    return { left, top, right: left + width, bottom: top + height };
  }

  /** @param {Area} place */
  isFree(place) {
    if (this.avoid.some((one) => overlap(one.getBoundingClientRect(), place))) return false;
    for (let y = place.top + 1; y < place.bottom; y += 10) {
      for (let x = place.left + 1; x < place.right + 12; x += 12) {
        if (this.isTaken(hit(Math.min(x, place.right - 1), y, this.parts.host), place)) return false;
      }
    }
    return true;
  }

  /** @param {Element | undefined} there @param {Area} place */
  isTaken(there, place) {
    const { box } = this.parts;
    if (!there) return false;
    // Where the words of a textarea stand cannot be known.
    if (there === box && 'value' in there) return true;
    // A control, or a picture; but the box may stand in one itself.
    const control = box.contains(there) ? null : there.closest(CONTROLS);
    if (control && !holds(control, box)) return true;
    return [...there.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && isInked(/** @type {Text} */ (node), place));
  }

  /** @param {Area} chip */
  moveCard(chip) {
    const { card } = this.parts;
    if (card.hidden) return;
    const controls = this.avoid.map((one) => one.getBoundingClientRect()).filter((one) => one.width > 0);
    const box = this.parts.box.getBoundingClientRect();
    const taken = [chip, box, ...controls];
    // Where there is some room its reasons scroll before it covers anything.
    const room = Math.max(innerHeight - Math.max(...taken.map(({ bottom }) => bottom)), Math.min(...taken.map(({ top }) => top)));
    card.style.maxHeight = room > LEAST_ROOM ? `min(460px, ${room - 2 * GAP}px)` : '';
    const { width, height } = card.getBoundingClientRect();
    const tops = [...taken.map(({ bottom }) => bottom + GAP), ...taken.map(({ top }) => top - GAP - height)];
    const lefts = [chip.right - width, ...taken.flatMap((one) => [one.left - GAP - width, one.right + GAP])];
    const places = lefts.flatMap((x) => tops.map((y) => {
      const [left, top] = [clamp(x, GAP, innerWidth - width - GAP), clamp(y, GAP, innerHeight - height - GAP)];
      const covers = (/** @type {Area} */ one) => Number(overlap(one, { left, top, right: left + width, bottom: top + height }));
      // The control that sends stays free at any price; the words are covered only where nothing else is left.
      return { left, top, cost: controls.reduce((sum, one) => sum + 4 * covers(one), 2 * covers(box) + covers(chip)) };
    }));
    const { left, top } = places.toSorted((a, b) => a.cost - b.cost)[0];
    move(card, left, top);
  }
}

const ROLES = 'button link img menu listbox progressbar status tab toolbar tooltip'.split(' ').map((role) => `[role="${role}"]`);
const CONTROLS = `a, button, input, label, select, textarea, img, svg, canvas, video, progress, ${ROLES}`;

/** As `contains`, but through shadow roots. @param {Element} outer @param {Element} inner */
function holds(outer, inner) {
  for (let at = /** @type {Element | null} */ (inner); at; at = parentOf(at) ?? hostOf(at)) if (at === outer) return true;
  return false;
}

/** @param {number} value @param {number} least @param {number} most */
const clamp = (value, least, most) => Math.max(least, Math.min(value, most));

/** @param {Area} a @param {Area} b */
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** @param {HTMLElement} element @param {number} left @param {number} top */
const move = (element, left, top) => void Object.assign(element.style, { left: `${Math.round(left)}px`, top: `${Math.round(top)}px` });

/** The element of the page at a point, inside shadow roots too. @param {number} x @param {number} y @param {Element} host */
function hit(x, y, host) {
  /** @type {Element | undefined} */
  let found;
  for (let root = /** @type {Document | ShadowRoot | null | undefined} */ (document); root; root = found && shadowOf(found)) {
    /** @type {Element | undefined} */
    const next = root.elementsFromPoint(x, y).find((one) => one !== host);
    if (!next || next === found) break;
    found = next;
  }
  return found;
}

/** Whether any of a text's letters lie there. @param {Text} text @param {Area} place */
function isInked(text, place) {
  if (text.data.trim() === '') return false;
  const range = document.createRange();
  range.selectNodeContents(text);
  return [...range.getClientRects()].some((letters) => overlap(letters, place));
}
