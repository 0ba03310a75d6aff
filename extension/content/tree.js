// The page as one tree, as a person sees it: through slots, shadow roots, closed ones too, and frames of the same origin.

// https://developer.chrome.com/docs/extensions/reference/api/dom; Firefox has a property of elements instead.
const { dom } = chrome;

// A form's fields take the names of what it can itself, and a way up that leads down again has no end:
// https://html.spec.whatwg.org/#the-form-element
const { getRootNode } = Node.prototype;
const { matches } = Element.prototype;
const parents = /** @type {() => Element | null} */ (Object.getOwnPropertyDescriptor(Node.prototype, 'parentElement')?.get);

/** @param {Element} element */
export const parentOf = (element) => parents.call(element);

/** @param {Element} host @returns {ShadowRoot | null} closed ones too: content scripts may */
export function shadowOf(host) {
  if (host instanceof HTMLElement && dom) return dom.openOrClosedShadowRoot(host);
  return host.openOrClosedShadowRoot ?? host.shadowRoot;
}

/** The focused element behind what an event or a document shows of it. @param {EventTarget | null | undefined} target */
export function deepest(target) {
  let element = target instanceof Element ? target : null;
  for (;;) {
    const inner = element && shadowOf(element)?.activeElement;
    if (!inner) return element;
    element = inner;
  }
}

/** The element that holds the tree an element stands in: a shadow host, or a frame. @param {Element} element @returns {Element | null} */
export function hostOf(element) {
  const root = getRootNode.call(element);
  // Not `instanceof`: in another frame that is another class.
  if ('host' in root) return /** @type {ShadowRoot} */ (root).host;
  // Null where the frame is another origin's.
  return element.ownerDocument.defaultView?.frameElement ?? null;
}

/** The nearest element around that stands in another tree: a slot, or what holds the tree. @param {Element} element */
export function outward(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) if (at.assignedSlot) return at.assignedSlot;
  return hostOf(element);
}

/** The trees an element stands in, from the inside to the page's own document. @param {Element} element */
export function* roots(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = outward(at)) yield /** @type {Document | ShadowRoot} */ (getRootNode.call(at));
}

/** As the DOM's own, but through all of them. @param {Element | null} element @param {string} selector @returns {Element | null} */
export function closest(element, selector) {
  for (let at = element; at; at = at.assignedSlot ?? parentOf(at) ?? hostOf(at)) if (matches.call(at, selector)) return at;
  return null;
}

/** Where the page says it is: a frame that a page filled itself has no path of its own. */
export function pagePath() {
  for (const root of roots(document.documentElement)) {
    const { protocol, pathname } = /** @type {Document} */ (root).location;
    if (protocol.startsWith('http')) return pathname;
  }
  return '/';
}
