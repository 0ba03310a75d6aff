// One port for each frame in which a box is focused. Questions come in, answers go out with the question's number.

import * as engine from './engine.js';
import { ready, sent } from './memory.js';
import { countVariant, tabs, variant } from './store.js';

/** @type {Set<chrome.runtime.Port>} */
const ports = new Set();

/** The last look in each tab, for the popup; gone with the worker. @type {Map<number, LastLook>} */
export const lastLooks = new Map();

export function listen() {
  chrome.runtime.onConnect.addListener((port) => {
    ports.add(port);
    port.onDisconnect.addListener(() => ports.delete(port));
    port.onMessage.addListener(async (/** @type {Question & {id: number}} */ question) => {
      const answer = await reply(question, port).catch((error) => {
        console.error(error);
        return null;
      });
      // The page may have gone meanwhile.
      if (ports.has(port)) port.postMessage({ id: question.id, answer });
    });
  });
}

/** @param {Question} question @param {chrome.runtime.Port} port */
async function reply(question, port) {
  await ready;
  switch (question.ask) {
    case 'page':
      return engine.page(address(question.path, port.sender), question.software);
    case 'look':
      return look(question.look, placed(question, port.sender), port.sender?.tab);
    case 'sent':
      return sent(placed(question, port.sender));
  }
}

// Where a script runs: the origin as the browser knows it, the path as it is now (the sender's was read when it connected,
// and sites change it without loading a page).
/** @param {string} path @param {chrome.runtime.MessageSender} [sender] */
export function address(path, sender) {
  const url = new URL(String(sender?.origin));
  // Not resolved: a path that begins with two slashes would name another site.
  url.pathname = path;
  return url.href;
}

/** What a script saw, and what only the browser knows of where it runs. @template {Look} T @param {{look: T, path: string, software: string | null}} question @param {chrome.runtime.MessageSender} [sender] */
export const placed = ({ look, path, software }, sender) => ({
  ...look,
  url: address(path, sender),
  software,
  variant,
  private: sender?.tab?.incognito === true,
  snoozed: tabs.has(sender?.tab?.id ?? -1),
});

/** @param {Look} question @param {ReturnType<typeof placed>} at @param {chrome.tabs.Tab} [from] */
function look(question, at, from) {
  const answer = engine.look(at);
  const tab = from?.id ?? -1;
  if (answer.fresh) countVariant();
  const { row, origin, text, parent, recipient } = question;
  const { quiet_because, card } = answer;
  const seen = { row, origin, length: text.length, parentLength: parent?.length ?? 0, recipientLength: recipient?.length ?? 0 };
  const looks = (lastLooks.get(tab)?.looks ?? 0) + 1;
  lastLooks.set(tab, { ...seen, looks, level: card?.level ?? 'quiet', quiet_because });
  return answer;
}

/** The command: whoever shows something in this tab opens its card. @param {number} [tab] */
export function openCard(tab) {
  for (const port of ports) if (port.sender?.tab?.id === tab) port.postMessage({ tell: 'open' });
}
