// Which editable is a box to be read at all.

import { closest, parentOf } from './tree.js';

/** The editable an element belongs to: a textarea, or the outermost one around it. @param {Element | null} element @returns {HTMLElement | null} */
export function editableOf(element) {
  if (element instanceof HTMLTextAreaElement) return element.readOnly || element.disabled ? null : element;
  if (!(element instanceof HTMLElement) || !element.isContentEditable) return null;
  let host = element;
  for (let at = parentOf(host); host !== document.body && at instanceof HTMLElement && at.isContentEditable; at = parentOf(at)) host = at;
  return host;
}

/** Search boxes are no drafts, and some people and sites say that tools are not wanted. */
const SEARCH = '[role="search"], [role="searchbox"], [enterkeyhint="search"], [type="search"]';
const OPTED_OUT = '[data-gramm="false"], [data-enable-grammarly="false"], [spellcheck="false"]';

/** @param {Element} box @param {boolean} known a row of the registry fits: Slack's composer has `spellcheck=false` */
export const isWanted = (box, known) => known || (!closest(box, SEARCH) && !box.matches(OPTED_OUT));
