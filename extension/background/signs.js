// What the browser's own buttons and menus say: that everything is paused or quiet, and what can be done with a page.

import { clock, ui } from '../element.js';
import { place, signs } from './engine.js';
import { ready, tabs } from './store.js';

const MARKS = { paused: 'II', snoozed: 'z' };

/** The badge tells a state and counts nothing. A silence that ends is heard of by an alarm. */
export async function show() {
  const { state, until, may_leave: patterns } = signs();
  const name = ui('extension_name');
  await Promise.all([
    chrome.action.setBadgeText({ text: state ? MARKS[state] : '' }),
    chrome.action.setBadgeBackgroundColor({ color: '#5d656e' }),
    chrome.action.setTitle({ title: state ? `${name}: ${state === 'paused' ? ui('popup_paused') : ui('snooze_everywhere', clock(until ?? 0))}` : name }),
    ...[...tabs].map((tab) => mark(tab, true)),
    until ? chrome.alarms.create('silence', { when: until }) : chrome.alarms.clear('silence'),
    // No pattern would be every page.
    chrome.contextMenus.update('off', { visible: patterns.length > 0, ...(patterns.length > 0 && { documentUrlPatterns: patterns }) }).catch(() => {}),
  ]);
}

/** A tab that is silent; a browser forgets it when the tab goes to another page. @param {number} tabId @param {boolean} on */
export const mark = (tabId, on) => chrome.action.setBadgeText({ tabId, text: /** @type {string} */ (on ? MARKS.snoozed : null) }).catch(() => {});

export async function makeMenus() {
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({ id: 'check', title: ui('menu_check'), contexts: ['selection'] });
  chrome.contextMenus.create({ id: 'off', title: ui('menu_off'), contexts: ['editable'] });
}

/** @param {(changes: Change[]) => Promise<void>} apply */
export function listenToMenus(apply) {
  chrome.contextMenus.onClicked.addListener(async ({ menuItemId, selectionText, pageUrl = '' }) => {
    if (menuItemId === 'check') return check(selectionText ?? '');
    await ready;
    const here = place(pageUrl);
    if (here) await apply([{ set: 'site', key: here.key, on: false }]);
  });
}

/** A small window with the card; it takes the text away as it reads it. @param {string} selected */
export async function check(selected) {
  await chrome.storage.session.set({ selected });
  await chrome.windows.create({ url: chrome.runtime.getURL('check/check.html'), type: 'popup', width: 460, height: 620 });
}
