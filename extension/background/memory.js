// What was sent, in the browser's storage: the engine's own bytes, which it alone can read. Whether anything is remembered
// at all is decided there, too.

import { judge, keepTo } from './engine.js';
import { inTurn, ready as settled } from './store.js';

const VALUES = /** @type {const} */ (['history', 'mix']);
const ASIDE = VALUES.flatMap((value) => [`${value}_damaged`, `${value}_newer`]);

/** Values that could neither be read nor set aside: they are not written over. @type {Set<string>} */
const stuck = new Set();

/** Settings and memory are loaded and the engine keeps to them. Every event waits for this. */
export const ready = (async () => {
  const [stored] = await Promise.all([chrome.storage.local.get([...VALUES]), settled]);
  const problems = keepTo({ history: decode(stored.history), mix: decode(stored.mix) });
  for (const name of problems) {
    const [value] = name.split('_');
    console.warn('what was remembered could not be read; it is kept as', name);
    await chrome.storage.local.set({ [name]: stored[value] }).then(() => chrome.storage.local.remove(value), () => stuck.add(value));
    keepTo({ [value]: undefined });
  }
})();

/** Somebody sent this. It is stored before anybody is told so. @param {Look & {url: string, private: boolean}} look */
export const sent = (look) =>
  inTurn(async () => {
    await ready;
    if (judge((engine) => engine.sent(look))) await save();
  });

/** @param {'history' | 'mix'} what @param {string} [key] of a site; without one everything */
export const erase = (what, key) =>
  inTurn(async () => {
    await ready;
    judge((engine) => (what === 'mix' ? engine.eraseMix(key) : engine.eraseHistory(key)));
    if (key === undefined) {
      await chrome.storage.local.remove([`${what}_damaged`, `${what}_newer`]);
      stuck.delete(what);
    }
    await save();
  });

/** What the pages show. @returns {Promise<Remembered>} */
export async function remembered() {
  await ready;
  const [aside, { full = false }] = await Promise.all([chrome.storage.local.get(ASIDE), chrome.storage.session.get('full')]);
  return { ...judge((engine) => engine.remembered()), aside: Object.keys(aside), full: Boolean(full) || stuck.size > 0 };
}

// What cannot be stored is not remembered either: the engine goes back to what was stored last.
async function save() {
  const next = judge((engine) => ({ history: engine.history(), mix: engine.mix() }));
  const values = VALUES.filter((value) => !stuck.has(value));
  try {
    await chrome.storage.local.set(Object.fromEntries(values.flatMap((value) => (next[value] ? [[value, encode(next[value])]] : []))));
    await chrome.storage.local.remove(values.filter((value) => !next[value]));
    keepTo(next);
    await chrome.storage.session.remove('full');
  } catch (error) {
    console.warn('what was sent could not be stored', error);
    keepTo({});
    await chrome.storage.session.set({ full: true });
  }
}

/** Chrome's storage takes no bytes: base64, in pieces that a call can take; a multiple of three makes them one text. */
const PIECE = 24_576;

/** @param {Uint8Array} bytes */
const encode = (bytes) =>
  Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, index) => btoa(String.fromCharCode(...bytes.subarray(index * PIECE, (index + 1) * PIECE))));

/** What is no base64 becomes no bytes, and the engine says that they are damaged. @param {any} stored */
function decode(stored) {
  if (stored === undefined) return undefined;
  try {
    return Uint8Array.from(atob(stored.join('')), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
