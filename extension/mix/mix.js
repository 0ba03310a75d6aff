// "My mix", and what is remembered: switches, counts, and how to erase them. Rust counts; this draws.

import { ask, element, eraser, notify, onSwitch, part, showLaidDown, shown, ui } from '../pages.js';

const language = chrome.i18n.getUILanguage();
const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const number = new Intl.NumberFormat(language);
const percent = new Intl.NumberFormat(language, { style: 'percent' });

/** @param {ActCounts} counts */
const sum = (counts) => counts.reduce((all, one) => all + one, 0);
/** @param {string} act */
const title = (act) => ui(`act_${act}`);

const toggles = { mix: onSwitch('mix', show), history: onSwitch('history', show) };

/** The button is gone with what it erased. @param {'mix' | 'history'} what */
const erased = (what) => async () => {
  await show();
  toggles[what].focus();
};

async function show() {
  const [remembered, held] = /** @type {[Remembered, Held]} */ (await Promise.all([ask({ ask: 'remembered' }), ask({ ask: 'settings' })]));
  showLaidDown(held.laidDown);
  notify(part('notices'), held, remembered);
  toggles.mix.checked = remembered.mix_on;
  toggles.history.checked = remembered.history_on;
  showMix(remembered.mix, remembered.mix_on);
  showHistory(remembered);
  const broken = (/** @type {string} */ what) => remembered.aside.some((name) => name.startsWith(what));
  part('mix-erase').replaceChildren(...(sum(remembered.mix.counts) > 0 || broken('mix') ? [eraser('mix', erased('mix'))] : []));
  part('history-erase').replaceChildren(...(remembered.sites.length > 0 || broken('history') ? [eraser('history', erased('history'))] : []));
}

/** @param {Mix} mix @param {boolean} on */
function showMix(mix, on) {
  const all = sum(mix.counts);
  part('none').hidden = all > 0 || !on;
  part('counts').hidden = all === 0;
  if (all === 0) return;
  mix.sites.sort((a, b) => sum(b.counts) - sum(a.counts));
  const whole = part('whole');
  whole.replaceChildren(...pieces(mix, mix.counts));
  whole.ariaLabel = spoken(mix, mix.counts);
  part('legend').replaceChildren(
    ...mix.acts.map((act, index) =>
      element('li', {}, swatch(act), element('span', {}, title(act)), element('b', {}, number.format(mix.counts[index])), element('small', {}, percent.format(mix.counts[index] / all))),
    ),
  );
  part('weeks').replaceChildren(...columns(mix));
  part('weeks').ariaLabel = mix.weeks.map(({ start, counts }) => `${day.format(start)}: ${number.format(sum(counts))}`).join(', ');
  part('sites').replaceChildren(
    ...mix.sites.map(({ key, name, counts }) => {
      const bar = element('div', { className: 'bar', role: 'img', ariaLabel: spoken(mix, counts) }, ...pieces(mix, counts));
      bar.style.inlineSize = `${(100 * sum(counts)) / sum(mix.sites[0].counts)}%`;
      return element('li', {}, element('span', {}, name), element('b', {}, number.format(sum(counts))), element('div', { className: 'track' }, bar), eraser('mix', erased('mix'), { key, name }));
    }),
  );
  part('noticed').textContent = number.format(mix.nudged);
  part('changed').textContent = number.format(mix.changed);
  part('tables').replaceChildren(
    table(mix, ui('mix_weeks'), mix.weeks.map(({ start, counts }) => [day.format(start), counts])),
    table(mix, ui('mix_sites'), mix.sites.map(({ name, counts }) => [name, counts])),
  );
}

/** @param {string} act */
function swatch(act) {
  const made = element('i', { className: 'act' });
  made.dataset.act = act;
  return made;
}

/** The parts of a bar, each as long as its count. @param {Mix} mix @param {ActCounts} counts */
function pieces({ acts }, counts) {
  return acts.flatMap((act, index) => {
    if (counts[index] === 0) return [];
    const piece = swatch(act);
    piece.style.flexGrow = String(counts[index]);
    piece.title = `${title(act)}: ${number.format(counts[index])}`;
    return piece;
  });
}

/** A bar in words. @param {Mix} mix @param {ActCounts} counts */
const spoken = ({ acts }, counts) => acts.map((act, index) => `${title(act)}: ${number.format(counts[index])}`).join(', ');

/** A column a week, as high as it has messages; some are dated. @param {Mix} mix */
function columns(mix) {
  const most = Math.max(...mix.weeks.map(({ counts }) => sum(counts)));
  const step = Math.ceil(mix.weeks.length / 6);
  return mix.weeks.map(({ start, counts }, index) => {
    const stack = element('div', { className: 'stack' }, ...pieces(mix, counts));
    stack.style.blockSize = `${(100 * sum(counts)) / most}%`;
    const date = (mix.weeks.length - 1 - index) % step === 0 ? day.format(start) : '';
    return element('div', { className: 'week' }, element('div', { className: 'room' }, stack), element('small', {}, date));
  });
}

/** @param {Mix} mix @param {string} caption @param {[string, ActCounts][]} rows */
function table({ acts }, caption, rows) {
  const head = ['', ...acts.map(title), ui('mix_messages')].map((text) => element('th', { scope: 'col' }, text));
  const cells = (/** @type {ActCounts} */ counts) => [...counts, sum(counts)].map((count) => element('td', {}, number.format(count)));
  return element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows.map(([name, counts]) => element('tr', {}, element('th', { scope: 'row' }, name), ...cells(counts)))),
  );
}

/** @param {Remembered} remembered */
function showHistory({ sites, history_on: on }) {
  part('forgotten').hidden = sites.length > 0 || !on;
  part('remembered').replaceChildren(
    ...sites
      .toSorted((a, b) => b.count - a.count)
      .map(({ key, name, count }) => element('li', {}, element('span', {}, name), element('b', {}, number.format(count)), eraser('history', erased('history'), { key, name }))),
  );
}

document.title = ui('mix_title');
await shown(show);
