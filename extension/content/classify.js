// What a box is: the first row of the registry that fits, and what stands around it. Selectors only classify; a box that no
// row fits is described by its shape and judged all the same.

import { hasValue, read } from './read.js';
import { closest, hostOf, outward, pagePath, shadowOf } from './tree.js';

// The box that an editable belongs to: itself, or what holds all the editables of one draft. Newer Gutenberg has one editable
// around them while several are selected.
/** @param {HTMLElement} editable @param {Composer[]} rows @returns {HTMLElement} */
export function boxAround(editable, rows) {
  for (const row of rows.filter(({ join }) => join !== '')) {
    const box = closest(editable, row.join) ?? editable.querySelector(row.join);
    const holds = box && [editable, ...editable.querySelectorAll(row.find)].some((one) => one.matches(row.find) && box.contains(one));
    if (holds && fits(box, row, pagePath())) return /** @type {HTMLElement} */ (box);
  }
  return editable;
}

/** @param {Element} box @param {Composer[]} rows @param {string} path */
export const classify = (box, rows, path) => rows.find((row) => fits(box, row, path)) ?? null;

/** @param {Element} box @param {Composer} row @param {string} path */
function fits(box, row, path) {
  return (
    (row.join === '' ? box.matches(row.find) : box.matches(row.join) && box.querySelector(row.find) !== null) &&
    (row.routes.length === 0 || row.routes.some((route) => isRoute(route, path))) &&
    (row.inside === '' || closest(box, row.inside) !== null) &&
    (row.not === '' || closest(box, row.not) === null) &&
    (!row.with || search(box, row, row.with).length > 0) &&
    (!row.without || search(box, row, row.without).length === 0)
  );
}

/** `*` stands for one part of the path. @param {string} route @param {string} path */
function isRoute(route, path) {
  const parts = route.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}/?$`).test(path);
}

// The elements a look-up means, of the innermost tree that has any: beside the box, else around its shadow host or frame.
/** @param {Element} box @param {Composer} row @param {Lookup} lookup @returns {Element[]} */
export function search(box, row, lookup) {
  if (lookup.pick === 'around') return [closest(box, lookup.find) ?? []].flat();
  const around = lookup.inside || row.inside;
  const scope = around === '' ? null : closest(box, around);
  if (around !== '' && !scope) return [];
  for (let anchor = /** @type {Element | null} */ (box); anchor; anchor = outward(anchor)) {
    const root = /** @type {Document | ShadowRoot} */ (anchor.getRootNode());
    const here = scope?.getRootNode() === root ? scope : inner(scope, anchor) ?? root;
    const found = pick([...here.querySelectorAll(lookup.find)], lookup, anchor);
    if (found.length > 0 || here === scope) return found;
  }
  return [];
}

/** What is slotted into the tree that the scope stands in: what is beside its host is not inside. @param {Element | null} scope @param {Element} anchor */
function inner(scope, anchor) {
  const host = scope && hostOf(scope);
  return host?.contains(anchor) ? host : null;
}

/** @param {Element[]} found in document order @param {Lookup} lookup @param {Element} anchor */
function pick(found, { pick, texts }, anchor) {
  const named = texts.length === 0 ? found : found.filter((one) => texts.includes(words(one)));
  /** @param {number} side */
  const beside = (side) =>
    named.filter((one) => anchor.compareDocumentPosition(one) & side && !(one.contains(anchor) || anchor.contains(one)));
  if (pick === 'before') return beside(Node.DOCUMENT_POSITION_PRECEDING).toReversed();
  if (pick === 'after') return beside(Node.DOCUMENT_POSITION_FOLLOWING);
  return pick === 'last' ? named.toReversed() : named;
}

/** The text that the first fitting look-up finds. @param {Element} box @param {Composer} row @param {Lookup[]} lookups */
export function lookUp(box, row, lookups) {
  for (const lookup of lookups) {
    for (const element of search(box, row, lookup)) {
      const all = lookup.attribute ? (element.getAttribute(lookup.attribute) ?? '') : words(element, lookup.minus);
      const text = lookup.extract ? (new RegExp(lookup.extract, 'u').exec(all)?.[1] ?? '') : all;
      if (text.trim() !== '') return text.trim();
    }
  }
  return null;
}

/** @param {Element} element @param {string} [minus] @returns {string} */
function words(element, minus) {
  // A web component has its field in its shadow root.
  const field = shadowOf(element)?.querySelector('textarea, input');
  return read(element, minus).text.trim() || (field ? words(field) : '');
}

/** @param {Element} box @param {Composer} row */
export function turns(box, row) {
  const first = row.received.map((lookup) => search(box, row, lookup)).find((found) => found.length > 0);
  return first?.length ?? 0;
}

const AROUND = 'form, dialog, [role="dialog"]';

/** What a composer consists of, as far as one can tell. @param {Element} box @param {Pick<Composer, 'inside'> | null} row */
export const surroundings = (box, row) => closest(box, row?.inside || AROUND);

const COUNTERS = '[role="progressbar"], [role="meter"], progress, meter, output, [class*="count" i], [data-testid*="count" i]';
/** How large a counter can be and how far from its box; other things are named after what they count, too. In px. */
const COUNTER = 120;

/** What tells how much room is left. @param {Element} box @param {Composer | null} row */
export function counters(box, row) {
  const { left, top, right, bottom } = box.getBoundingClientRect();
  return [...(surroundings(box, row)?.querySelectorAll(COUNTERS) ?? [])].filter((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    const near = x < right + COUNTER && y < bottom + COUNTER && x + width > left - COUNTER && y + height > top - COUNTER;
    return near && width <= COUNTER && height <= COUNTER && !one.contains(box);
  });
}

/** The controls that may send from a box of no row. @param {Element} box */
export const submits = (box) => [...(closest(box, AROUND)?.querySelectorAll('button:not([type="button"]), [type="submit"]') ?? [])];

/** What can be seen of a box without knowing its site. @param {Element} box */
export function shape(box) {
  const around = closest(box, AROUND);
  const subject = around?.querySelector('input[name*="subject" i], input[aria-label*="subject" i]') ?? null;
  const before = (closest(box, 'form') ?? box).previousElementSibling;
  const article = closest(box, 'article, [role="article"]') ?? (before?.matches('article, [role="article"]') || null);
  const oneLine = hasValue(box) ? box.getAttribute('rows') === '1' : box.getAttribute('aria-multiline') === 'false';
  return { subject: subject !== null, article: article !== null, chat: oneLine && submits(box).length === 0 };
}
