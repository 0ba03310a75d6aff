// A document for the pure parts of the content script, without a browser.

import { Window } from 'happy-dom';

const window = new Window({ url: 'https://site.example/u/anna/status/1' });
for (const name of ['Node', 'Element', 'HTMLElement', 'HTMLTextAreaElement', 'ShadowRoot', 'MutationObserver', 'document', 'location', 'getComputedStyle', 'Event', 'CompositionEvent', 'InputEvent', 'KeyboardEvent']) {
  globalThis[name] = typeof window[name] === 'function' && name === 'getComputedStyle' ? window[name].bind(window) : window[name];
}
globalThis.addEventListener = window.addEventListener.bind(window);
globalThis.StaticRange = class {
  constructor(parts) {
    Object.assign(this, parts);
  }
};
globalThis.chrome = { i18n: { getUILanguage: () => 'en', getMessage: (key) => key }, runtime: { id: 'test', sendMessage: async () => true } };

/** @param {string} html */
export function page(html) {
  document.body.innerHTML = html;
  return document.body;
}

/** A box without white space collapsing, as editors have it. @param {string} html */
export function box(html, style = 'white-space: pre-wrap') {
  return page(`<div contenteditable="true" style="${style}">${html}</div>`).firstElementChild;
}
