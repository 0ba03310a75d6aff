// What was sent, in the browser's storage: the engine's own bytes, which it alone can read. Whether anything is remembered
// at all is decided there, too.

import { judge, keepTo } from './engine.js';
import { change, inTurn, ready as settled } from './store.js';

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
export async function sent(look) {
  const followed = await inTurn(async () => {
    await ready;
    const { fresh, change } = judge((engine) => engine.sent(look));
    if (fresh && !(await save())) await chrome.storage.session.set({ full: true });
    return change;
  });
  if (followed) await change(followed);
}

/** Whether it is gone from the storage, too. @param {'history' | 'mix'} what @param {string} [key] of a site; without one everything */
export const erase = (what, key) =>
  inTurn(async () => {
    await ready;
    judge((engine) => (what === 'mix' ? engine.eraseMix(key) : engine.eraseHistory(key)));
    return save(key === undefined ? what : undefined);
  });

/** What the pages show. @returns {Promise<Remembered>} */
export async function remembered() {
  await ready;
  const [aside, { full = false }] = await Promise.all([chrome.storage.local.get(ASIDE), chrome.storage.session.get('full')]);
  return { ...judge((engine) => engine.remembered()), aside: Object.keys(aside), full: Boolean(full) || stuck.size > 0 };
}

// What cannot be stored is neither remembered nor forgotten: the engine goes back to what was stored last.
/** @param {'history' | 'mix'} [whole] what goes with all that was set aside of it @returns whether it is stored */
async function save(whole) {
  const next = judge((engine) => ({ history: engine.history(), mix: engine.mix() }));
  const values = VALUES.filter((value) => value === whole || !stuck.has(value));
  try {
    await chrome.storage.local.set(Object.fromEntries(values.flatMap((value) => (next[value] ? [[value, encode(next[value])]] : []))));
    await chrome.storage.local.remove([...values.filter((value) => !next[value]), ...ASIDE.filter((name) => whole && name.startsWith(whole))]);
    keepTo(next);
    if (whole) stuck.delete(whole);
    await chrome.storage.session.remove('full');
    return true;
  } catch (error) {
    console.warn('what is remembered could not be stored', error);
    keepTo({});
    return false;
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
