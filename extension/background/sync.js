// The switches in the person's other browsers, through the browser's own account, where the person wants it. Phrases, silences
// and what is remembered never go along. What comes from there is checked like a file.

import { adopted, shared } from './engine.js';
import { follow } from './registration.js';
import { ready, replace } from './store.js';

/** @param {unknown} file @param {boolean} withPhrases @returns {Promise<Adopted>} */
export async function adopt(file, withPhrases) {
  /** @type {Adopted | undefined} */
  let result;
  await replace(() => (result = adopted(file, withPhrases)).settings);
  return /** @type {Adopted} */ (result);
}

/** Each part is an item of its own: one may have 8 kB. https://developer.chrome.com/docs/extensions/reference/api/storage#property-sync */
export async function share() {
  const items = shared();
  if (!items) return;
  const taken = await chrome.storage.sync.set(items).then(() => true, () => false);
  await (taken ? chrome.storage.session.remove('unshared') : chrome.storage.session.set({ unshared: true }));
}

/** What another browser has there already holds here, too. */
export async function fetchSwitches() {
  if (!shared()) return;
  const there = await chrome.storage.sync.get();
  if (there.sincerely !== undefined) await adopt(there, false);
}

/** Another browser of the person changed a switch. */
export function listenToSync() {
  chrome.storage.sync.onChanged.addListener(async () => {
    await ready;
    const before = JSON.stringify(shared());
    await fetchSwitches();
    if (JSON.stringify(shared()) !== before) await follow();
  });
}
