// What the pages of the extension share: words, questions to the background, and what there is to say of the memory.

import { element, ui } from './element.js';

export { element, ui };

/** @template {HTMLElement} T @param {string} id @returns {T} */
export const part = (id) => /** @type {T} */ (document.getElementById(id));

/** @template T @param {Message} message @returns {Promise<T>} */
export const ask = (message) => chrome.runtime.sendMessage(message);

/** Puts in the words that never change. */
export function translate() {
  document.documentElement.lang = chrome.i18n.getUILanguage();
  for (const one of document.querySelectorAll('[data-ui]')) one.textContent = ui(String(/** @type {HTMLElement} */ (one).dataset.ui));
}

/** A switch of the memory: set by hand, and shown as it is kept. @param {'history' | 'mix'} what @param {() => Promise<void>} show */
export function onSwitch(what, show) {
  const toggle = /** @type {HTMLInputElement} */ (part(what));
  toggle.addEventListener('change', async () => {
    await ask({ ask: 'change', change: { set: what, on: toggle.checked } });
    await show();
  });
  return toggle;
}

/** What went wrong with the memory, said once for each. @param {HTMLElement} place @param {Remembered} remembered */
export function notify(place, { aside, full }) {
  /** @type {Set<string>} */
  const keys = new Set(aside.map((name) => (name.endsWith('_newer') ? 'notice_newer' : 'notice_damaged')));
  if (full) keys.add('notice_full');
  place.replaceChildren(...[...keys].map((key) => element('p', { className: 'notice' }, ui(key))));
}
