// What people choose, in a card or on a page, and the way back. What a choice of a card comes to is decided in Rust, from the
// card itself: a content script can have nothing done that its card does not offer.

import { choose as resolve } from './engine.js';
import { placed } from './ports.js';
import { follow } from './registration.js';
import { mark } from './signs.js';
import { change, silence } from './store.js';
import { adopt, fetchSwitches, share } from './sync.js';

/** @param {Change[]} changes */
export async function apply(changes) {
  for (const one of changes) await change(one);
  // What becomes quieter does so from the next draft on.
  if (changes.every(({ set }) => set === 'unheeded')) return;
  if (changes.some((one) => one.set === 'sync' && one.on)) await fetchSwitches();
  await Promise.all([follow(), share()]);
}

/** @param {unknown} file what a file held @returns {Promise<Omit<Adopted, 'settings'>>} why it was refused, if it was */
export async function take(file) {
  const { refused, part } = await adopt(file, true);
  if (!refused) await Promise.all([follow(), share()]);
  return { refused, part };
}

/** @param {chrome.runtime.MessageSender} sender */
const slot = ({ tab, frameId }) => `undo.${tab?.id}.${frameId}`;

/** @param {{look: Look, path: string, software: string | null, choice: Choice}} message @param {chrome.runtime.MessageSender} sender @returns whether it is done */
export async function choose(message, sender) {
  const chosen = resolve(placed(message, sender), message.choice);
  if (!chosen) return false;
  const { changes, tab, undo } = chosen;
  // Only the last choice of a frame is taken back in place; the options page has them all.
  await chrome.storage.session.set({ [slot(sender)]: { undo, tab } });
  if (tab) await still(sender.tab?.id ?? -1, true);
  await apply(changes);
  return true;
}

/** @param {chrome.runtime.MessageSender} sender @returns whether there was something to take back */
export async function undo(sender) {
  const key = slot(sender);
  const { [key]: last } = /** @type {Record<string, {undo: Change[], tab: boolean} | undefined>} */ (await chrome.storage.session.get(key));
  if (!last) return false;
  await chrome.storage.session.remove(key);
  if (last.tab) await still(sender.tab?.id ?? -1, false);
  await apply(last.undo);
  return true;
}

/** Silence in a tab until it is closed. @param {number} tab @param {boolean} on */
export async function still(tab, on) {
  await Promise.all([silence(tab, on), mark(tab, on)]);
  await follow();
}
