// What a person chose, in the browser's storage. What the value means is decided in Rust; here it is only kept.

import { booted, changed, keepTo, load } from './engine.js';

/** The person's own; what holds is told by the engine. @type {Settings} */
let settings;
/** How many nudges were new: chooses the phrasing, so that no sentence comes twice running. */
export let variant = 0;
/** Tabs in which the person wants silence until they are closed. @type {Set<number>} */
export let tabs = new Set();

/** Settings are loaded and the engine keeps to them. */
export const ready = (async () => {
  const [{ settings: stored }, session, policy] = await Promise.all([
    chrome.storage.local.get('settings'),
    chrome.storage.session.get(['variant', 'tabs']),
    laidDown(),
    booted,
  ]);
  variant = Number(session.variant ?? 0);
  tabs = new Set(/** @type {number[]} */ (session.tabs ?? []));
  settings = read(stored);
  keepTo({ settings, policy });
})();

/** What an organisation has laid down; Firefox refuses to answer where there is nothing. */
function laidDown() {
  return chrome.storage.managed.get().catch(() => ({}));
}

/** A policy changed: what it says holds from now on. @param {() => Promise<unknown>} follow */
export function listenToPolicy(follow) {
  // Chrome says so at once. In Firefox it changes when the browser starts.
  chrome.storage.managed.onChanged.addListener(async () => {
    await inTurn(async () => {
      await ready;
      keepTo({ policy: await laidDown() });
    });
    await follow();
  });
}

export function countVariant() {
  variant += 1;
  void chrome.storage.session.set({ variant });
}

/** @param {number} tab @param {boolean} on silence */
export function silence(tab, on) {
  if (on) tabs.add(tab);
  else tabs.delete(tab);
  return chrome.storage.session.set({ tabs: [...tabs] });
}

/** Reads a stored value; one that cannot be read whole is set aside before anything is written over it. @param {unknown} stored */
function read(stored = {}) {
  try {
    const { settings, problems, newer } = load(stored);
    if (problems.length > 0) setAside('settings_damaged', stored, problems);
    if (newer) setAside('settings_newer', stored, []);
    return settings;
  } catch (error) {
    setAside('settings_damaged', stored, [String(error)]);
    return load({}).settings;
  }
}

/** @param {string} key @param {unknown} value @param {string[]} problems */
function setAside(key, value, problems) {
  console.warn('settings could not be read whole; the original is kept as', key, problems);
  void chrome.storage.local.set({ [key]: { value, problems } });
}

/** What there is to say of the settings: what was set aside, and that the switches did not go along. */
export async function aside() {
  const [kept, { unshared }] = await Promise.all([chrome.storage.local.get(['settings_damaged', 'settings_newer']), chrome.storage.session.get('unshared')]);
  return [...Object.keys(kept), ...(unshared ? ['unshared'] : [])];
}

/** Writes are made one after the other: two popups, or two tabs, cannot lose what the other wrote. @type {Promise<unknown>} */
let writing = Promise.resolve();

/** @template T @param {() => Promise<T>} write */
export function inTurn(write) {
  const written = writing.then(write);
  writing = written.catch(() => {});
  return written;
}

/** @param {Change} change */
export const change = (change) => replace(() => changed(change));

/** @param {() => Settings | null} make what they are to be, from what they are when it is their turn; null leaves them */
export const replace = (make) =>
  inTurn(async () => {
    await ready;
    const next = make() ?? settings;
    await chrome.storage.local.set({ settings: next });
    settings = next;
    keepTo({ settings });
  });

/** On the first start: what the package says is on beside the registry (nothing, but in a development build). */
export async function presets() {
  const { settings: stored } = await chrome.storage.local.get('settings');
  if (stored !== undefined) return;
  const preset = await fetch(chrome.runtime.getURL('preset.json'));
  for (const choice of /** @type {Change[]} */ (await preset.json())) await change(choice);
}
