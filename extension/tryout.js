// A text judged in a page of the extension itself, and its card: the same module as in the background, at once.

import { booted, judge } from './background/engine.js';
import { buildCard } from './content/card.js';
import { element, ui } from './element.js';

/** Shows what there is to say of a text. @param {HTMLElement} place */
export async function tryout(place) {
  await booted;
  const root = place.attachShadow({ mode: 'open' });
  const frame = element('div', { className: 'frame in-page' });
  const styles = ['tokens.css', 'content/nudge.css'].map((path) => element('link', { rel: 'stylesheet', href: chrome.runtime.getURL(path) }));
  root.append(...styles, frame);
  const quiet = () => element('p', { className: 'body', role: 'status' }, ui('welcome_quiet'));

  /** @param {string} text @param {string} [kind] @returns the level */
  return (text, kind) => {
    const report = /** @type {Judged} */ (judge((engine) => engine.check({ text, kind, ui: chrome.i18n.getUILanguage() })));
    const { nudge, level, findings } = report;
    for (const one of findings) one.quotes = [...new Set(one.spans.map(([start, end]) => text.slice(start, end)))];
    const card = nudge && level !== 'quiet' && { ...report, ...nudge, level, families: [], over: 0, pause: false, choices: [] };
    frame.replaceChildren(...(card ? [buildCard(card, '', { choose: () => {}, report: () => undefined, grown: () => {} })] : text.trim() === '' ? [] : [quiet()]));
    return level;
  };
}
