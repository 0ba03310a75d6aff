// The card: what was noticed, why, the one question, what is personal, and what the person can do about it. Everything from
// the engine and the page is put in as text.

import { element, ui } from '../element.js';

/** @param {Card} card @param {string} site @param {{close: () => void, dismiss: () => void, off: () => void}} actions */
export function buildCard(card, site, actions) {
  const buttons = [
    { text: ui('action_not_now'), does: actions.dismiss },
    { text: ui('action_site_off', site), does: actions.off },
  ];
  const close = element('button', { className: 'close', type: 'button', onclick: actions.close, ariaLabel: ui('action_close') });
  const title = element('h2', { id: 'title' }, card.title);
  const made = element(
    'section',
    { className: 'card', role: 'dialog', tabIndex: -1 },
    element('header', {}, title, close),
    element('p', { className: 'body' }, card.body),
    element('p', { className: 'ask' }, card.ask),
    ...(card.over > 0 ? [element('p', { className: 'over' }, ui('card_over', String(card.over)))] : []),
    list('details', 'summary', ui('card_why'), card.findings, card.body),
    ...(card.personal.length > 0 ? [list('div', 'h3', ui('card_personal'), card.personal)] : []),
    element('footer', {}, ...buttons.map(({ text, does }) => element('button', { type: 'button', onclick: does }, text))),
  );
  made.setAttribute('aria-labelledby', 'title');
  return made;
}

/** @param {'details' | 'div'} outer @param {'summary' | 'h3'} heading @param {string} text @param {Finding[]} findings @param {string} [said] above */
function list(outer, heading, text, findings, said = '') {
  const again = findings.findLast(({ family }) => family === 'repeated');
  const items = findings.map((finding) => {
    const { family, quote, quotes = [quote], reason, source } = finding;
    const words = quotes.filter(Boolean).map((part) => element('q', {}, part));
    const why = element('span', { className: 'reason' }, reason);
    if (family !== 'repeated') return [...words, why, ...cite(citation(source))];
    // What stayed the same is listed once, under the last thing said of what was sent before.
    const parts = finding === again ? [element('span', { className: 'same' }, ui('card_same')), ...words, ...cite(ui('card_source'))] : [];
    return said.includes(reason) ? parts : [why, ...parts];
  });
  const entries = items.filter((parts) => parts.length > 0).map((parts) => element('li', {}, ...parts));
  return element(outer, { className: 'list' }, element(heading, {}, text), element('ul', {}, ...entries));
}

/** @param {Node | string} source */
const cite = (source) => (source ? [element('cite', {}, source)] : []);

/** A source is an address or a few words. @param {string} source */
function citation(source) {
  if (!source.startsWith('https://')) return source;
  return element('a', { href: source, target: '_blank', rel: 'noreferrer' }, new URL(source).hostname);
}
