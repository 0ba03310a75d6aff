// The background: a service worker in Chrome, an event page in Firefox. It may die at any time and is never kept alive;
// every listener is registered while this file first runs, or the event that woke it would be lost.
// https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/events

import { exported, held, page, place } from './engine.js';
import { apply, choose, still, take, undo } from './choices.js';
import { erase, ready, remembered } from './memory.js';
import { address, lastLooks, listen, openCard } from './ports.js';
import { follow, isGranted } from './registration.js';
import { listenToMenus, makeMenus } from './signs.js';
import { aside, listenToPolicy, presets, tabs } from './store.js';
import { listenToSync } from './sync.js';

listen();

listenToMenus(apply);
listenToSync();
listenToPolicy(follow);

chrome.runtime.onInstalled.addListener(async ({ reason }) => {
  await presets();
  await makeMenus();
  await follow({ refill: true });
  if (reason === 'install') await chrome.tabs.create({ url: chrome.runtime.getURL('welcome/welcome.html') });
});
chrome.runtime.onStartup.addListener(() => follow());
chrome.permissions.onAdded.addListener(() => follow());
chrome.permissions.onRemoved.addListener(() => follow());
chrome.alarms.onAlarm.addListener(() => follow());
chrome.commands.onCommand.addListener((_command, tab) => openCard(tab?.id));

chrome.runtime.onMessage.addListener((/** @type {Message} */ message, sender, answer) => {
  reply(message, sender).then(answer, (error) => {
    console.error(error);
    answer(null);
  });
  // The answer comes later: Chrome does not take a promise before 148.
  return true;
});

/** @param {Message} message @param {chrome.runtime.MessageSender} sender */
async function reply(message, sender) {
  // A content script may ask whether it is still wanted, and for what its card offers; nothing else.
  if (!['on', 'choose', 'undo'].includes(message.ask) && !sender.url?.startsWith(chrome.runtime.getURL(''))) return null;
  await ready;
  switch (message.ask) {
    case 'place': {
      const found = place(message.url);
      return found && { ...found, granted: await isGranted(found.origins) };
    }
    case 'on': {
      const url = new URL(address(message.path, sender));
      return page(url.href)?.on === true && (await isGranted([`${url.protocol}//${url.hostname}/*`]));
    }
    case 'choose':
      return choose(message, sender);
    case 'undo':
      return undo(sender);
    case 'change':
      return apply([message.change]);
    case 'silence':
      return still(message.tab, message.on);
    case 'settings':
      return { ...held(), tabs: [...tabs], aside: await aside() };
    case 'export':
      return exported();
    case 'import':
      return take(message.file);
    case 'last':
      return lastLooks.get(message.tab) ?? null;
    case 'remembered':
      return remembered();
    case 'erase':
      return erase(message.what, message.key);
  }
}
