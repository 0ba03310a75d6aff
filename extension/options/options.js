// The options: every choice a person made, in one place, and each to be taken back. Rust keeps and checks them; this lists.

import { ask, button, change, clock, element, eraser, notify, onSensitivity, onSwitch, part, say, showLaidDown, shown, twice, ui, whose } from '../pages.js';

/** @type {Catalogue} */
const catalogue = await (await fetch('catalogue.json')).json();
const language = chrome.i18n.getMessage('@@ui_locale').slice(0, 2);
/** @type {Record<string, string>} by the key of the reason */
const reasons = await fetch(`reasons/${language}.json`)
  .catch(() => fetch('reasons/en.json'))
  .then((answer) => answer.json());

/** Brands of the registry, each with the match patterns of all its sites. */
const brands = new Map();
for (const { brand, name, on, matches } of catalogue.sites) {
  const known = brands.get(brand) ?? { key: brand, name, on: false, matches: [] };
  if (matches.length > 0) brands.set(brand, { ...known, on: known.on || on, matches: [...known.matches, ...matches] });
}
const FAMILIES = ['templated', 'automated', 'promotional', 'repeated', 'off_topic', 'personal'];
/** A file of settings has a few kB; more is none. */
const LARGEST = 1_000_000;

const toggles = /** @type {const} */ (['paused', 'pause_sending', 'sync', 'history', 'mix']).map((what) => onSwitch(what, show));
const showSensitivity = onSensitivity(show);
/** @type {Settings} what holds */
let settings;
/** @type {LaidDown} */
let laidDown;

async function show() {
  const [held, remembered] = await Promise.all([/** @type {Promise<Held>} */ (ask({ ask: 'settings' })), /** @type {Promise<Remembered>} */ (ask({ ask: 'remembered' }))]);
  ({ settings, laidDown } = held);
  showLaidDown(laidDown);
  for (const toggle of toggles) toggle.checked = settings[/** @type {'sync'} */ (toggle.id)];
  showSensitivity(settings);
  notify(part('notices'), held, remembered);
  showQuiet(held);
  showChecks();
  showLanguages();
  part('history-erase').replaceChildren(...(remembered.sites.length > 0 ? [eraser('history', show)] : []));
  part('mix-erase').replaceChildren(...(remembered.mix.sites.length > 0 ? [eraser('mix', show)] : []));
  await showSites();
}

/** A row that keeps the focus where it was when it is drawn anew. @param {string} list @param {HTMLElement[]} rows */
function fill(list, rows) {
  const { id } = document.activeElement ?? {};
  part(list).replaceChildren(...rows);
  if (id && document.activeElement?.id !== id) document.getElementById(id)?.focus({ preventScroll: true });
}

/** @param {string} id @param {string} name @param {boolean} on @param {(on: boolean) => Change} to */
function toggle(id, name, on, to) {
  const made = element('input', { id, type: 'checkbox', className: 'switch', role: 'switch', checked: on, ariaLabel: name });
  made.addEventListener('change', () => choose(to(made.checked)));
  return made;
}

/** @param {Change} what */
async function choose(what) {
  await change(what);
  await show();
}

// ---------------------------------------------------------------------------------------------------------------- sites

/** @param {string} key */
const originsOf = (key) => brands.get(key)?.matches ?? [`https://${key}/*`];

async function showSites() {
  const wanted = searched('sites-search');
  const own = Object.keys(settings.sites).filter((key) => !brands.has(key));
  const all = [...own.map((key) => ({ key, name: key, on: false })), ...brands.values()];
  const fitting = all.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(wanted));
  const rows = await Promise.all(
    fitting.map(async ({ key, name, on }) => {
      const [chosen, fixed] = [settings.sites[key], laidDown.sites[key]];
      const isOn = chosen ?? on;
      const granted = !isOn || (await chrome.permissions.contains({ origins: originsOf(key) }));
      const made = toggle(`site-${key}`, name, isOn, (on) => ({ set: 'site', key, on }));
      made.disabled = fixed === true;
      // Asked for while the press is handled: a browser asks the person only then.
      if (!on) made.addEventListener('change', () => made.checked && void chrome.permissions.request({ origins: originsOf(key) }).then(show));
      return element(
        'li',
        {},
        element('span', {}, name, ...(fixed === undefined ? [] : [whose(fixed)])),
        element(
          'div',
          { className: 'acts' },
          ...(granted ? [] : [button(ui('popup_give_access', name), () => chrome.permissions.request({ origins: originsOf(key) }).then(show))]),
          ...(chosen === undefined || fixed !== undefined ? [] : [button(ui(brands.has(key) ? 'sites_default' : 'action_remove'), () => choose({ set: 'site_default', key }), name)]),
          made,
        ),
      );
    }),
  );
  part('sites-none').hidden = rows.length > 0 || wanted !== '';
  fill('sites', rows);
}

/** Addresses as people paste them: one a line or between blanks, with or without a scheme; null where nothing can be switched on. @param {string} text */
function hosts(text) {
  return text.split(/[\s,;]+/).filter(Boolean).map((one) => {
    const address = /^\w+:\/\//.test(one) ? one : `https://${one}`;
    const url = URL.canParse(address) ? new URL(address) : null;
    return { one, url: url?.protocol === 'https:' && url.hostname.includes('.') ? url : null };
  });
}

part('add').addEventListener('submit', async (event) => {
  event.preventDefault();
  say('');
  const box = /** @type {HTMLTextAreaElement} */ (part('hosts'));
  const named = hosts(box.value);
  const origins = named.flatMap(({ url }) => (url ? [`https://${url.hostname}/*`] : []));
  const granted = origins.length > 0 ? chrome.permissions.request({ origins }) : Promise.resolve(true);
  /** @type {string[]} */
  const left = [];
  for (const { one, url } of named) {
    const place = url && /** @type {Place | null} */ (await ask({ ask: 'place', url: url.href }));
    if (place) await change({ set: 'site', key: place.key, on: true });
    else left.push(one);
  }
  box.value = left.join('\n');
  if (left.length > 0) say(ui('sites_none', left.join(', ')));
  await granted.catch(() => false);
  await show();
});
part('hosts').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  /** @type {HTMLFormElement} */ (part('add')).requestSubmit();
});

// --------------------------------------------------------------------------------------------------- what was silenced

/** @param {Held} held */
function showQuiet({ settings, tabs }) {
  /** @type {[string, string, HTMLElement[]][]} */
  const groups = [
    ['quiet_snoozes', '', [
      ...settings.snoozes.map(({ key, until }) => row(key === null ? ui('snooze_everywhere', clock(until)) : `${nameOf(key)}: ${clock(until)}`, '', 'action_end', { set: 'snooze', key: key ?? undefined })),
      ...(tabs.length > 0 ? [item(ui('snooze_tabs', String(tabs.length)), '', button(ui('action_end'), async () => {
        for (const tab of tabs) await ask({ ask: 'silence', tab, on: false });
        await show();
      }))] : []),
    ]],
    ['quiet_phrases', 'quiet_phrases_explained', settings.ignored.map((phrase) => row(phrase, '', 'action_remove', { set: 'ignore', phrase, on: false }))],
    ['quiet_checks', '', settings.rules_off.map((id) => row(whyOf(id), id, 'action_on_again', { set: 'rule', id, on: true }))],
    ['quiet_boxes', '', settings.boxes_off.map((box) => {
      const [key, name] = box.split('/');
      const kind = catalogue.sites.filter(({ brand }) => brand === key).flatMap(({ boxes }) => boxes).find((one) => one.name === name)?.kind;
      return row(nameOf(key), kind ? `${ui(`kind_${kind}`)} (${name})` : ui('box_general'), 'action_on_again', { set: 'box', key, name, on: true });
    })],
    ['quiet_habits', 'quiet_habits_explained', settings.unheeded.map(({ family, kind, times }) => row(`${ui(`family_${family}`)} · ${ui(`kind_${kind}`)}`, ui('habit_times', String(times)), 'action_end', { set: 'unheeded', family, kind, times: 0 }))],
  ];
  const filled = groups.filter(([, , rows]) => rows.length > 0);
  part('quiet-none').hidden = filled.length > 0;
  part('quiet').replaceChildren(
    ...filled.flatMap(([title, explained, rows]) => [
      element('h3', {}, ui(title)),
      ...(explained ? [element('p', {}, ui(explained))] : []),
      element('ul', { className: 'rows' }, ...rows),
    ]),
  );
}

/** The reason of a check; those of what a draft stands next to are no rules and have none of their own. @param {string} id */
const whyOf = (id) => reasons[catalogue.rules.find((rule) => rule.id === id)?.reason ?? ''] ?? ui(`family_${id.split('/')[0]}`);

/** @param {string} key */
const nameOf = (key) => brands.get(key)?.name ?? key;

/** @param {string} text @param {string} under @param {HTMLElement} act */
const item = (text, under, act) => element('li', {}, element('span', {}, text, ...(under ? [element('small', {}, under)] : [])), element('div', { className: 'acts' }, act));

/** @param {string} text @param {string} under @param {string} act @param {Change} back */
const row = (text, under, act, back) => item(text, under, button(ui(act), () => choose(back), text));

// --------------------------------------------------------------------------------------------------------------- checks

/** @param {string} id */
const searched = (id) => /** @type {HTMLInputElement} */ (part(id)).value.trim().toLowerCase();

/** Made once: there are hundreds. @type {{family: string, text: string, row: HTMLElement, input: HTMLInputElement, id: string}[]} */
const checks = catalogue.rules.map(({ id, family, reason, source, entries }) => {
  const why = reasons[reason] ?? id;
  const input = toggle(`rule-${id}`, why, true, (on) => ({ set: 'rule', id, on }));
  const own = entries.find(({ lang }) => lang === language) ?? entries[0];
  const more = element('details', {}, element('summary', { ariaLabel: `${ui('check_more')}: ${why}` }, ui('check_more')));
  more.addEventListener('toggle', () => more.childElementCount > 1 || more.append(facts(own, source)), { once: true });
  const said = element('div', {}, why, element('small', {}, id), more);
  return { id, family, text: `${id} ${why} ${source}`.toLowerCase(), input, row: element('li', {}, said, input) };
});

/** @param {Catalogue['rules'][0]['entries'][0]} entry @param {string} source */
function facts({ lang, example, near }, source) {
  const known = source.startsWith('https://') ? element('a', { href: source, target: '_blank', rel: 'noreferrer' }, source) : source;
  const pairs = /** @type {[string, Node | string][]} */ ([['check_example', example], ['check_near', near], ['check_source', known]]);
  return element('dl', {}, ...pairs.flatMap(([key, value]) => [element('dt', {}, ui(key)), element('dd', { lang: key === 'check_source' || lang === 'any' ? '' : lang }, value)]));
}

const families = FAMILIES.map((family) => {
  const list = element('ul', { className: 'rows' }, ...checks.filter((one) => one.family === family).map(({ row }) => row));
  const summary = element('summary', {});
  const group = element('details', {}, summary, list);
  return { family, summary, group };
}).filter(({ group }) => group.querySelector('li'));
part('checks').append(...families.map(({ group }) => group));

function showChecks() {
  const off = new Set(settings.rules_off);
  for (const { id, input } of checks) input.checked = !off.has(id);
  findChecks();
}

function findChecks() {
  const wanted = searched('checks-search');
  for (const { text, row } of checks) row.hidden = !text.includes(wanted);
  for (const { family, summary, group } of families) {
    const rows = checks.filter((one) => one.family === family && !one.row.hidden);
    const on = rows.filter(({ input }) => input.checked).length;
    group.hidden = rows.length === 0;
    if (wanted !== '') group.open = true;
    summary.textContent = `${ui(`family_${family}`)} (${on === rows.length ? on : `${on}/${rows.length}`})`;
  }
  part('checks-none').hidden = families.some(({ group }) => !group.hidden);
}

part('checks-search').addEventListener('input', findChecks);
part('sites-search').addEventListener('input', showSites);

// ------------------------------------------------------------------------------------------------------------ languages

const names = new Intl.DisplayNames(chrome.i18n.getUILanguage(), { type: 'language' });
const languages = catalogue.languages.map((one) => {
  const name = names.of(one) ?? one;
  const input = toggle(`language-${one}`, name, true, (on) => ({ set: 'language', language: one, on }));
  part('languages').append(element('li', {}, element('span', {}, name), input));
  return { one, input };
});

function showLanguages() {
  for (const { one, input } of languages) input.checked = !settings.languages_off.includes(one);
}

// ----------------------------------------------------------------------------------------------------------------- file

part('export').addEventListener('click', async () => {
  const url = URL.createObjectURL(new Blob([JSON.stringify(await ask({ ask: 'export' }), null, 2)], { type: 'application/json' }));
  element('a', { href: url, download: 'sincerely-settings.json' }).click();
  URL.revokeObjectURL(url);
});

const file = /** @type {HTMLInputElement} */ (part('file'));
part('import').addEventListener('click', () => file.click());
file.addEventListener('change', async () => {
  const [chosen] = file.files ?? [];
  if (!chosen) return;
  say('');
  const held = chosen.size > LARGEST ? null : await chosen.text().then(JSON.parse).catch(() => null);
  file.value = '';
  const answer = /** @type {Omit<Adopted, 'settings'> | null} */ (await ask({ ask: 'import', file: held }));
  await show();
  say(answer ? (answer.refused ? ui(`import_${answer.refused}`, answer.part ?? '') : ui('import_done')) : ui('import_failed'));
});

part('reset').append(
  twice(ui('reset_button'), ui('reset_sure'), async () => {
    say('');
    await choose({ set: 'reset' });
    say(ui('reset_done'));
  }),
);

document.title = `${ui('extension_name')}: ${ui('options_title')}`;
for (const id of ['sites-search', 'checks-search']) part(id).ariaLabel = ui(`${id.replace('-', '_')}`);
await shown(show);
