// What the pages of the extension share: words, questions to the background, switches and buttons that act.

import { clock, element, ui } from './element.js';

export { clock, element, ui };

/** @template {HTMLElement} T @param {string} id @returns {T} */
export const part = (id) => /** @type {T} */ (document.getElementById(id));

/** @template T @param {Message} message @returns {Promise<T>} */
export const ask = (message) => chrome.runtime.sendMessage(message);

/** @param {Change} change */
export const change = (change) => ask({ ask: 'change', change });

/** Puts in the words that never change. */
export function translate() {
  document.documentElement.lang = chrome.i18n.getUILanguage();
  document.documentElement.dir = chrome.i18n.getMessage('@@bidi_dir');
  for (const one of document.querySelectorAll('[data-ui]')) one.textContent = ui(String(/** @type {HTMLElement} */ (one).dataset.ui));
  for (const one of document.querySelectorAll('[data-placeholder]')) /** @type {HTMLInputElement} */ (one).placeholder = ui(String(/** @type {HTMLElement} */ (one).dataset.placeholder));
}

/** Shows what is kept now, and again when the page is looked at again: something may have been chosen elsewhere. @param {() => Promise<void>} show */
export async function shown(show) {
  translate();
  document.addEventListener('visibilitychange', () => document.hidden || void show());
  await show();
}

/** A switch that is set by hand, and shown as it is kept. @param {'history' | 'mix' | 'paused' | 'pause_sending' | 'sync'} what @param {() => Promise<void>} show */
export function onSwitch(what, show) {
  const toggle = /** @type {HTMLInputElement} */ (part(what));
  toggle.addEventListener('change', async () => {
    await change({ set: what, on: toggle.checked });
    await show();
  });
  return toggle;
}

/** Says what an organisation has laid down, at every switch of the page, and locks what nobody here can change. @param {LaidDown} laidDown */
export function showLaidDown({ switches }) {
  for (const what of ['paused', 'sensitivity', 'pause_sending', 'history', 'mix', 'sync']) {
    const [one, fixed] = [document.getElementById(what), switches[what]];
    const control = /** @type {HTMLInputElement | HTMLFieldSetElement | null | undefined} */ (one?.closest('fieldset') ?? one);
    if (!control) continue;
    control.disabled = fixed === true;
    const name = control.closest('.switched, fieldset')?.querySelector('label, legend');
    name?.querySelector('.hold')?.remove();
    if (fixed !== undefined) name?.append(whose(fixed));
  }
}

/** @param {boolean} fixed */
export const whose = (fixed) => element('small', { className: 'hold' }, ui(fixed ? 'hold_fixed' : 'hold_suggested'));

/** How much it speaks up: one of three. @param {() => Promise<void>} show @returns {(settings: Settings) => void} */
export function onSensitivity(show) {
  const levels = /** @type {const} */ (['calm', 'normal', 'strict']);
  const choices = levels.map((to) => {
    const input = element('input', { type: 'radio', name: 'sensitivity', value: to, id: `sensitivity-${to}` });
    input.setAttribute('aria-describedby', 'meaning');
    input.addEventListener('change', async () => {
      await change({ set: 'sensitivity', to });
      await show();
    });
    part('sensitivity').append(input, element('label', { htmlFor: input.id }, ui(`sensitivity_${to}`)));
    return input;
  });
  return ({ sensitivity }) => {
    for (const one of choices) one.checked = one.value === sensitivity;
    part('meaning').textContent = ui(`sensitivity_${sensitivity}_explained`);
  };
}

/** @param {string} words @param {() => unknown} does @param {string} [about] what it belongs to, for whoever does not see it */
export function button(words, does, about) {
  return element('button', { type: 'button', onclick: does, ariaLabel: about ? `${words}: ${about}` : null }, words);
}

/** A button that acts only at the second press. @param {string} words @param {string} sure @param {() => unknown} does */
export function twice(words, sure, does) {
  const made = button(words, () => {
    if (made.textContent === sure) return does();
    made.textContent = sure;
  });
  made.addEventListener('blur', () => (made.textContent = words));
  return made;
}

/** The same words twice are announced twice only if they went in between: nothing is said before what takes its time. @param {string} words */
export const say = (words) => void (part('said').textContent = words);

/** Erases what is remembered or counted: everything at the second press, a site's part at once. @param {'history' | 'mix'} what @param {() => Promise<unknown>} after @param {{key: string, name: string}} [site] */
export function eraser(what, after, site) {
  const erase = async () => {
    say('');
    const erased = await ask({ ask: 'erase', what, key: site?.key }).catch(() => false);
    await after();
    say(ui(erased === true ? 'erase_done' : 'erase_failed'));
  };
  return site ? button(ui('erase_site'), erase, site.name) : twice(ui('erase_all'), ui('erase_sure'), erase);
}

/** What is said of what was set aside; of the memory it is said once for both. @type {Record<string, string>} */
const NOTICES = {
  settings_damaged: 'notice_settings_damaged',
  settings_newer: 'notice_settings_newer',
  unshared: 'sync_failed',
  history_damaged: 'notice_damaged',
  mix_damaged: 'notice_damaged',
  history_newer: 'notice_newer',
  mix_newer: 'notice_newer',
};

/** What went wrong with settings, memory and policy. @param {HTMLElement} place @param {Held} held @param {Remembered} remembered */
export function notify(place, held, remembered) {
  const keys = new Set([...held.aside, ...remembered.aside].map((name) => NOTICES[name]));
  if (remembered.full) keys.add('notice_full');
  const { problems } = held.laidDown;
  const texts = [...[...keys].map((key) => ui(key)), ...(problems.length > 0 ? [ui('notice_policy', problems.join(', '))] : [])];
  place.replaceChildren(...texts.map((text) => element('p', { className: 'notice' }, text)));
}
