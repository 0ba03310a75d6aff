// The popup: what the site of the current tab is called, its switch, why it is where it is and why it is quiet; and what holds
// everywhere. Rust says; this shows.

/** @typedef {Place & {granted: boolean}} Here */

import { ask, button, change, clock, element, notify, onSensitivity, onSwitch, part, showLaidDown, shown, ui } from '../pages.js';

const toggle = /** @type {HTMLInputElement} */ (part('switch'));

const tab = await current();
/** @type {Here | null} */
let here = null;

/** The tab below the popup; opened as a page of its own, the address says which one. */
async function current() {
  const asked = new URLSearchParams(location.search);
  if (asked.has('url')) return { id: Number(asked.get('tab') ?? -1), url: String(asked.get('url')) };
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return { id: tab?.id ?? -1, url: tab?.url ?? '' };
}

const history = onSwitch('history', show);
const paused = onSwitch('paused', show);
const showSensitivity = onSensitivity(show);

async function show() {
  const [remembered, held, place, last] = /** @type {[Remembered, Held, Here | null, LastLook | null]} */ (
    await Promise.all([
      ask({ ask: 'remembered' }),
      ask({ ask: 'settings' }),
      URL.canParse(tab.url) ? ask({ ask: 'place', url: tab.url }) : null,
      ask({ ask: 'last', tab: tab.id }),
    ])
  );
  here = place;
  history.checked = remembered.history_on;
  paused.checked = held.settings.paused;
  showSensitivity(held.settings);
  showLaidDown(held.laidDown);
  notify(part('notices'), held, remembered);
  part('site').textContent = here?.name ?? ui('extension_name');
  part('why').textContent = here ? ui(why(here)) : ui('popup_nowhere');
  toggle.hidden = !here || here.why === 'paused';
  toggle.checked = here?.on === true;
  toggle.disabled = here?.why === 'fixed';
  part('access').hidden = !here?.on || here.granted;
  part('needed').textContent = ui('popup_needs_access', here?.name ?? '');
  part('allow').textContent = ui('popup_give_access', here?.name ?? '');
  part('silences').replaceChildren(...silences(held));
  part('last').hidden = !here?.on || !here.granted;
  part('last').textContent = ui(lastly(last, held.settings));
}

/** What is silent here, and how to end it. @param {Held} held */
function silences({ settings, tabs }) {
  const row = (/** @type {string} */ text, /** @type {() => Promise<unknown>} */ end) => element('p', { className: 'silence' }, element('span', {}, text), button(ui('action_end'), () => end().then(show), text));
  return [
    ...settings.snoozes
      .filter(({ key }) => key === null || key === here?.key)
      .map(({ key, until }) => row(ui('snooze_everywhere', clock(until)), () => change({ set: 'snooze', key: key ?? undefined }))),
    ...(tabs.includes(tab.id) ? [row(ui('snooze_tab'), () => ask({ ask: 'silence', tab: tab.id, on: false }))] : []),
  ];
}

/** How the last look went, if there was one. @param {LastLook | null} last @param {Settings} settings */
function lastly(last, { boxes_off }) {
  if (!last) return 'popup_no_box';
  if (boxes_off.includes(`${here?.key}/${last.row ?? 'general'}`)) return 'popup_box_off';
  return `popup_last_${last.quiet_because ?? (last.level === 'quiet' ? 'quiet' : 'noticed')}`;
}

/** @param {Here} place */
const why = ({ on, why }) => (why === 'paused' ? 'popup_paused' : `popup_${on ? 'on' : 'off'}_${why}`);

/** Has to be called while the click is handled: a browser asks the person only then. @param {Here} place */
const request = ({ origins }) => chrome.permissions.request({ origins });

toggle.addEventListener('change', async () => {
  if (!here) return;
  const on = toggle.checked;
  // The choice is made before the question: while it is asked a popup may be closed.
  const changed = change({ set: 'site', key: here.key, on });
  const granted = !on || here.granted || (await request(here));
  await changed;
  if (!granted) await change({ set: 'site', key: here.key, on: false });
  await show();
});

part('allow').addEventListener('click', async () => {
  if (here) await request(here);
  await show();
});

await shown(show);
