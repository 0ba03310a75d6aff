// The card: what was noticed, why, the one question, what is personal, and what the person can do about it. Everything from
// the engine and the page is put in as text.

import { element, ui } from '../element.js';

/**
 * @typedef {object} Actions
 * @property {() => void} [close] where it can be closed
 * @property {(choice: Choice, words: string) => void} choose
 * @property {() => {facts: object, text: string} | undefined} report
 * @property {() => void} grown the card has another size now
 */

/** What stands together below "More". */
const GROUPS = [
  ['ignore', 'rule_off'],
  ['snooze_hour', 'snooze_today', 'snooze_tab'],
  ['box_off', 'site_off'],
  ['wrong'],
];
/** A quotation in a button is cut after so many characters. */
const QUOTED = 40;

/** @param {Card} card @param {string} site @param {Actions} actions */
export function buildCard(card, site, actions) {
  const made = element('section', { className: 'card', role: 'dialog', tabIndex: -1 });
  made.setAttribute('aria-labelledby', 'title');
  made.setAttribute('aria-describedby', 'said');

  /** @param {Choice} choice */
  const button = (choice) => {
    const words = named(choice, card, site);
    const does = () => (choice.action === 'wrong' ? turn(reportOf(actions, () => turn(front, toggle))) : actions.choose(choice, words));
    return element('button', { type: 'button', onclick: does }, words);
  };
  /** @param {Node[]} side @param {HTMLElement} [at] */
  const turn = (side, at = made) => {
    made.replaceChildren(...side);
    at.focus({ preventScroll: true });
    actions.grown();
  };

  const [primary, ...others] = card.choices;
  const several = card.findings.length > 1;
  // What is about one of several findings stands with it; of the first, which the card speaks of, with the others too.
  const beside = (/** @type {number} */ index) => (several ? others.filter(({ finding }) => finding === index).map(button) : []);
  const listed = others.filter(({ finding }) => (finding ?? 0) === 0);
  const rows = GROUPS.map((group) => listed.filter(({ action }) => group.includes(action)).map(button));
  const more = element('div', { className: 'more', id: 'more', hidden: true }, ...rows.filter((row) => row.length > 0).map((row) => element('div', {}, ...row)));
  const toggle = element('button', { className: 'toggle', type: 'button', ariaExpanded: 'false' }, ui('card_more'));
  toggle.setAttribute('aria-controls', 'more');
  toggle.addEventListener('click', () => {
    more.hidden = !more.hidden;
    toggle.ariaExpanded = String(!more.hidden);
    actions.grown();
    if (!more.hidden) more.scrollIntoView({ block: 'nearest' });
  });

  const close = actions.close ? [element('button', { className: 'close', type: 'button', onclick: actions.close, ariaLabel: ui('action_close') })] : [];
  const foot = card.choices.length > 0 ? [element('footer', {}, Object.assign(button(primary), { className: 'primary' }), toggle), more] : [];
  const front = [
    element('header', {}, element('h2', { id: 'title' }, card.title), ...close),
    element('div', { id: 'said' }, element('p', { className: 'body' }, card.body), element('p', { className: 'ask' }, card.ask)),
    ...(card.over > 0 ? [element('p', { className: 'over' }, ui('card_over', String(card.over)))] : []),
    list('details', 'summary', ui('card_why'), card.findings, card.body, beside),
    ...(card.personal.length > 0 ? [list('div', 'h3', ui('card_personal'), card.personal)] : []),
    ...foot,
  ];
  made.append(...front);
  return made;
}

/** What a choice is called, and what is told when it is made. @param {Choice} choice @param {Card} card @param {string} site */
function named({ action, finding }, card, site) {
  const words = card.findings[finding ?? -1]?.quotes?.join(' … ') ?? card.findings[finding ?? -1]?.quote ?? site;
  const cut = words.length > QUOTED ? `${words.slice(0, QUOTED).trimEnd()}…` : words;
  return ui(`action_${action}`, action === 'ignore' ? cut : site);
}

/** "This was wrong": what there is to tell, to be copied by hand. @param {Actions} actions @param {() => void} back */
function reportOf(actions, back) {
  const { facts = {}, text = '' } = actions.report() ?? {};
  const shown = element('pre', { tabIndex: 0 });
  const tick = element('input', { type: 'checkbox', id: 'with-text' });
  const fill = () => (shown.textContent = JSON.stringify(tick.checked ? { ...facts, text } : facts, null, 2));
  const copy = element('button', { className: 'primary', type: 'button' }, ui('report_copy'));
  tick.addEventListener('change', () => {
    fill();
    copy.textContent = ui('report_copy');
    actions.grown();
  });
  copy.addEventListener('click', async () => {
    // A page can forbid the clipboard to everything in it; then the person copies what is selected.
    const copied = await navigator.clipboard?.writeText(shown.textContent ?? '').then(() => true, () => false);
    copy.textContent = ui(copied ? 'report_copied' : 'report_select');
    if (!copied) getSelection()?.selectAllChildren(shown);
  });
  fill();
  return [
    element('header', {}, element('h2', { id: 'title' }, ui('report_title'))),
    element('p', { className: 'body', id: 'said' }, ui('report_explained')),
    shown,
    element('p', { className: 'tick' }, tick, element('label', { htmlFor: 'with-text' }, ui('report_with_text'))),
    element('footer', {}, copy, element('button', { className: 'toggle', type: 'button', onclick: back }, ui('report_back'))),
  ];
}

/** @param {'details' | 'div'} outer @param {'summary' | 'h3'} heading @param {string} text @param {Finding[]} findings @param {string} [said] above @param {(index: number) => Node[]} [beside] what can be done about one */
function list(outer, heading, text, findings, said = '', beside = () => []) {
  const again = findings.findLast(({ family }) => family === 'repeated');
  const items = findings.map((finding, index) => {
    const { family, quote, quotes = [quote], reason, source } = finding;
    const words = quotes.filter(Boolean).map((part) => element('q', {}, part));
    const why = element('span', { className: 'reason' }, reason);
    const choices = beside(index);
    const row = choices.length > 0 ? [element('div', { className: 'beside' }, ...choices)] : [];
    if (family !== 'repeated') return [...words, why, ...cite(citation(source)), ...row];
    // What stayed the same is listed once, under the last thing said of what was sent before.
    const parts = finding === again ? [element('span', { className: 'same' }, ui('card_same')), ...words, ...cite(ui('card_source'))] : [];
    const told = said.includes(reason) ? parts : [why, ...parts];
    return told.length > 0 ? [...told, ...row] : [];
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
