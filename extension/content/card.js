// The card: what was noticed, why, the one question, what is personal, and what the person can do about it. Everything from
// the engine and the page is put in as text.

/**
 * @template {keyof HTMLElementTagNameMap} T @param {T} name
 * @param {Partial<HTMLElementTagNameMap[T]>} [properties] @param {(Node | string)[]} children
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

/** A word of the interface. @param {string} key @param {string[]} values */
export const ui = (key, ...values) => chrome.i18n.getMessage(key, values);

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
    list('details', 'summary', ui('card_why'), card.findings),
    ...(card.personal.length > 0 ? [list('div', 'h3', ui('card_personal'), card.personal)] : []),
    element('footer', {}, ...buttons.map(({ text, does }) => element('button', { type: 'button', onclick: does }, text))),
  );
  made.setAttribute('aria-labelledby', 'title');
  return made;
}

/** @param {'details' | 'div'} outer @param {'summary' | 'h3'} heading @param {string} text @param {Finding[]} findings */
function list(outer, heading, text, findings) {
  const items = findings.map(({ quote, quotes = [quote], reason, source }) =>
    element(
      'li',
      {},
      ...quotes.filter(Boolean).map((words) => element('q', {}, words)),
      element('span', { className: 'reason' }, reason),
      ...(source ? [element('cite', {}, citation(source))] : []),
    ),
  );
  return element(outer, { className: 'list' }, element(heading, {}, text), element('ul', {}, ...items));
}

/** A source is an address or a few words. @param {string} source */
function citation(source) {
  if (!source.startsWith('https://')) return source;
  return element('a', { href: source, target: '_blank', rel: 'noreferrer' }, new URL(source).hostname);
}
