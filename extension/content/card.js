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
  const before = findings.filter(({ family }) => family === 'repeated');
  const items = findings.map((finding) => {
    const { quote, quotes = [quote], reason } = finding;
    const words = quotes.filter(Boolean).map((part) => element('q', {}, part));
    const why = element('span', { className: 'reason' }, reason);
    if (!before.includes(finding)) return [...words, why, ...cite(citation(finding.source))];
    // Where it was sent before comes first; what stayed the same is listed once, under the last thing said of that.
    return finding === before.at(-1) ? [why, element('span', { className: 'same' }, ui('card_same')), ...words, ...cite(ui('card_source'))] : [why];
  });
  return element(outer, { className: 'list' }, element(heading, {}, text), element('ul', {}, ...items.map((parts) => element('li', {}, ...parts))));
}

/** @param {Node | string} source */
const cite = (source) => (source ? [element('cite', {}, source)] : []);

/** A source is an address or a few words. @param {string} source */
function citation(source) {
  if (!source.startsWith('https://')) return source;
  return element('a', { href: source, target: '_blank', rel: 'noreferrer' }, new URL(source).hostname);
}
