// Which editable has the focus, however deep, and whether it is one to read at all.

import { closest } from './classify.js';

// https://developer.chrome.com/docs/extensions/reference/api/dom; Firefox has a property of elements instead.
const { dom } = chrome;

/** @param {Element} host @returns {ShadowRoot | null} closed ones too: content scripts may */
function shadowOf(host) {
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

/** The box an element belongs to: a textarea, or the outermost editable around it. @param {Element | null} element @returns {HTMLElement | null} */
export function boxOf(element) {
  if (element instanceof HTMLTextAreaElement) return element.readOnly || element.disabled ? null : element;
  if (!(element instanceof HTMLElement) || !element.isContentEditable) return null;
  let host = element;
  while (host.parentElement?.isContentEditable) host = host.parentElement;
  return host;
}

/** Search boxes are no drafts, and some people and sites say that tools are not wanted. */
const SEARCH = '[role="search"], [role="searchbox"], [enterkeyhint="search"], [type="search"]';
const OPTED_OUT = '[data-gramm="false"], [data-enable-grammarly="false"], [spellcheck="false"]';

/** @param {Element} box @param {boolean} known a row of the registry fits: Slack's composer has `spellcheck=false` */
export const isWanted = (box, known) => known || (!closest(box, SEARCH) && !box.matches(OPTED_OUT));
