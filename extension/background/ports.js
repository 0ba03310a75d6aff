// One port for each frame in which a box is focused. Questions come in, answers go out with the question's number.

import * as engine from './engine.js';
import { ready, sent } from './memory.js';
import { countVariant, variant } from './store.js';

/** @type {Set<chrome.runtime.Port>} */
const ports = new Set();

/** The last look in each tab, for the popup; gone with the worker. @type {Map<number, LastLook>} */
export const lastLooks = new Map();

/** @param {(change: Change) => Promise<void>} change */
export function listen(change) {
  chrome.runtime.onConnect.addListener((port) => {
    ports.add(port);
    port.onDisconnect.addListener(() => ports.delete(port));
    port.onMessage.addListener(async (/** @type {Question & {id: number}} */ question) => {
      const answer = await reply(question, port, change).catch((error) => {
        console.error(error);
        return null;
      });
      // The page may have gone meanwhile.
      if (ports.has(port)) port.postMessage({ id: question.id, answer });
    });
  });
}

/** @param {Question} question @param {chrome.runtime.Port} port @param {(change: Change) => Promise<void>} change */
async function reply(question, port, change) {
  await ready;
  switch (question.ask) {
    case 'page':
      return engine.page(address(question.path, port.sender), question.software);
    case 'look':
      return look({ ...question.look, ...place(question, port.sender) }, port.sender?.tab?.id);
    case 'sent':
      return sent({ ...question.look, ...place(question, port.sender) });
    case 'off': {
      const page = engine.page(address(question.path, port.sender));
      return page && change({ set: 'site', key: page.key, on: false });
    }
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

/** @param {Question} question @param {chrome.runtime.MessageSender} [sender] */
const place = ({ path, software }, sender) => ({ url: address(path, sender), software, private: sender?.tab?.incognito === true });

/** @param {Look & ReturnType<typeof place>} question @param {number} [tab] */
function look(question, tab = -1) {
  const answer = engine.look({ ...question, variant });
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
