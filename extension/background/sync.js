// The switches in the person's other browsers, through the browser's own account, where the person wants it. Phrases, silences
// and what is remembered never go along. What comes from there is checked like a file.

import { adopted } from './engine.js';
import { follow } from './registration.js';
import { replace, ready, settings } from './store.js';

const SHARED = /** @type {const} */ (['version', 'sensitivity', 'sites', 'boxes_off', 'rules_off', 'languages_off', 'pause_sending']);

/** @param {unknown} file @returns {Promise<Adopted>} */
export async function adopt(file) {
  /** @type {Adopted | undefined} */
  let result;
  await replace((own) => {
    result = adopted(own, file);
    return result.settings ?? own;
  });
  return /** @type {Adopted} */ (result);
}

/** Each part is an item of its own: one may have 8 kB. https://developer.chrome.com/docs/extensions/reference/api/storage#property-sync */
export async function share() {
  if (!settings.sync) return;
  const items = Object.fromEntries(SHARED.map((name) => [name, settings[name]]));
  const shared = await chrome.storage.sync.set({ ...items, sincerely: 'settings' }).then(() => true, () => false);
  await (shared ? chrome.storage.session.remove('unshared') : chrome.storage.session.set({ unshared: true }));
}

/** What another browser has there already holds here, too. */
export async function fetchSwitches() {
  const there = await chrome.storage.sync.get([...SHARED, 'sincerely']);
  if (there.sincerely !== undefined) await adopt(there);
}

/** Another browser of the person changed a switch. */
export function listenToSync() {
  chrome.storage.sync.onChanged.addListener(async () => {
    await ready;
    if (!settings.sync) return;
    const before = JSON.stringify(settings);
    await fetchSwitches();
    if (JSON.stringify(settings) !== before) await follow();
  });
}
