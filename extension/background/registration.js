// Which pages have a content script at all: follows the switches and the permissions. On a site that is off nothing is
// injected; a switch takes effect in open tabs at once.

import { registrations } from './engine.js';
import { show } from './signs.js';
import { ready } from './store.js';

const FILES = ['content/content.js'];

/** One after the other, or two of them would register the same id. @type {Promise<unknown>} */
let working = Promise.resolve();

/** Makes the browser's registrations and the open tabs what the settings say. @param {{refill?: boolean}} [options] */
export function follow({ refill = false } = {}) {
  const done = working.then(() => apply(refill));
  working = done.catch(() => {});
  return done;
}

/** @param {boolean} refill whether open tabs may have lost scripts that are still registered */
async function apply(refill) {
  await ready;
  const [wanted, present] = await Promise.all([permitted(registrations()), chrome.scripting.getRegisteredContentScripts()]);
  const before = new Map(present.map((script) => [script.id, script]));
  const kept = new Set(wanted.map((script) => script.id));
  const gone = present.filter((script) => !kept.has(script.id)).map((script) => script.id);
  const added = wanted.filter((script) => !before.has(script.id));
  const other = wanted.filter((script) => before.has(script.id) && !same(script, before.get(script.id)));
  if (gone.length > 0) await chrome.scripting.unregisterContentScripts({ ids: gone });
  if (added.length > 0) await chrome.scripting.registerContentScripts(added.map(script));
  if (other.length > 0) await chrome.scripting.updateContentScripts(other.map(script));
  await Promise.all([recheck(), show(), ...(refill ? wanted : [...added, ...other]).map(enter)]);
}

/** @param {Registration} registration @returns {chrome.scripting.RegisteredContentScript} */
const script = (registration) => ({ ...registration, js: FILES, runAt: 'document_idle', persistAcrossSessions: true });

/** @param {Registration} a @param {chrome.scripting.RegisteredContentScript} [b] */
const same = (a, b) => String(a.matches.toSorted()) === String(b?.matches?.toSorted()) && a.allFrames === b?.allFrames;

/** Leaves out the origins that the person has not granted or has revoked. @param {Registration[]} wanted */
async function permitted(wanted) {
  const granted = wanted.map(async (one) => {
    const held = await Promise.all(one.matches.map((origin) => isGranted([origin])));
    return { ...one, matches: one.matches.filter((_, index) => held[index]) };
  });
  return (await Promise.all(granted)).filter((one) => one.matches.length > 0);
}

/** @param {string[]} origins */
export const isGranted = (origins) => chrome.permissions.contains({ origins });

/** Open pages of a site that was switched on need no reload; a page that has the script already ignores the second. @param {Registration} registration */
async function enter({ matches, allFrames }) {
  const tabs = await chrome.tabs.query({ url: matches, discarded: false });
  await Promise.allSettled(
    tabs.map((tab) => chrome.scripting.executeScript({ target: { tabId: Number(tab.id), allFrames }, files: FILES })),
  );
}

/** Every content script asks whether it is still wanted. Without the `tabs` permission nobody else knows where they are. */
async function recheck() {
  const tabs = await chrome.tabs.query({ discarded: false });
  await Promise.allSettled(tabs.map((tab) => chrome.tabs.sendMessage(Number(tab.id), { tell: 'recheck' })));
}
