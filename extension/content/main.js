// The content script of one frame. It may be injected twice (registered, and put into open tabs), and again after an
// update, when the older one is cut off from the extension.

import { pagePath } from './tree.js';
import { Watch } from './watch.js';

/** @type {{sincerely?: {isAlive: () => boolean, leave: () => void}}} */
const world = /** @type {any} */ (globalThis);

if (!world.sincerely?.isAlive()) {
  world.sincerely?.leave();
  // What an older script left that lived in another world.
  for (const host of document.querySelectorAll('div[data-sincerely]')) host.remove();

  const life = new AbortController();
  const leave = () => {
    life.abort();
    chrome.runtime?.onMessage?.removeListener(recheck);
  };

  /** Something was chosen somewhere. @param {{tell?: string}} message */
  const recheck = ({ tell }) => {
    if (tell !== 'recheck') return;
    void chrome.runtime.sendMessage({ ask: 'on', path: pagePath() }).then((on) => (on ? watch.again() : leave()), () => {});
  };

  world.sincerely = { isAlive: () => !life.signal.aborted && chrome.runtime?.id !== undefined, leave };
  chrome.runtime.onMessage.addListener(recheck);
  const watch = new Watch(life.signal, leave);
  watch.start();
}
