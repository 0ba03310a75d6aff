// The popup: what the site of the current tab is called, its switch, and why it is where it is; and the switch of the
// history. Rust says; this shows.

/** @typedef {Place & {granted: boolean}} Here */

import { ask, notify, onSwitch, part, translate, ui } from '../pages.js';

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

async function show() {
  const remembered = /** @type {Remembered} */ (await ask({ ask: 'remembered' }));
  history.checked = remembered.history_on;
  notify(part('notices'), remembered);
  here = URL.canParse(tab.url) ? await ask({ ask: 'place', url: tab.url }) : null;
  const last = /** @type {LastLook | null} */ (await ask({ ask: 'last', tab: tab.id }));
  part('site').textContent = here?.name ?? ui('extension_name');
  part('why').textContent = here ? ui(why(here)) : ui('popup_nowhere');
  toggle.hidden = !here || here.why === 'paused';
  toggle.checked = here?.on === true;
  part('access').hidden = !here?.on || here.granted;
  part('needed').textContent = ui('popup_needs_access', here?.name ?? '');
  part('allow').textContent = ui('popup_give_access', here?.name ?? '');
  part('last').hidden = !here?.on || !last;
  part('last').textContent = last && ui(`popup_last_${last.quiet_because ?? (last.level === 'quiet' ? 'quiet' : 'noticed')}`);
}

/** @param {Here} place */
const why = ({ on, why }) => (why === 'paused' ? 'popup_paused' : `popup_${on ? 'on' : 'off'}_${why}`);

/** Has to be called while the click is handled: a browser asks the person only then. @param {Here} place */
const request = ({ origins }) => chrome.permissions.request({ origins });

toggle.addEventListener('change', async () => {
  if (!here) return;
  const on = toggle.checked;
  // The choice is made before the question: while it is asked a popup may be closed.
  const changed = ask({ ask: 'change', change: { set: 'site', key: here.key, on } });
  const granted = !on || here.granted || (await request(here));
  await changed;
  if (!granted) await ask({ ask: 'change', change: { set: 'site', key: here.key, on: false } });
  await show();
});

part('allow').addEventListener('click', async () => {
  if (here) await request(here);
  await show();
});

translate();
await show();
