// Writes docs/FAIRNESS.md: whom the command disturbs who wrote nothing but a message. node training/fairness.mjs DATA
// DATA is a folder of labelled JSON Lines, as `sincerely eval` reads it. It is no part of the repository.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [data = ''] = process.argv.slice(2);
const files = existsSync(data) ? readdirSync(data, { recursive: true }).map(String).filter((name) => name.endsWith('.jsonl')).toSorted() : [];
if (files.length === 0) {
  console.error(`There is no labelled data in ${data || '(no folder named)'}: docs/FAIRNESS.md stays as it is.`);
  process.exit(3);
}

const rows = files
  .flatMap((name) => readFileSync(join(data, name), 'utf8').split('\n').filter(Boolean))
  .map((line) => JSON.parse(line))
  .filter(({ labels }) => Array.isArray(labels) && labels.length === 0);
if (rows.length === 0) throw new Error(`no row in ${data} is labelled as nobody's pattern (labels: [])`);

const people = rows.map((row) => ({ ...row, words: row.text.split(/\s+/).filter(Boolean).length }));

/** A group of them is a set of its own to `eval`, by its number. @type {(typeof people)[]} */
const sets = [];

/** A row of a table, to be filled in when all sets are known. @param {string} name @param {(one: typeof people[number]) => boolean} belongs */
function row(name, belongs) {
  sets.push(people.filter(belongs));
  return `| ${name} | {${sets.length - 1}} |`;
}

/** @param {string} head @param {[string, (one: typeof people[number]) => boolean][]} groups */
const table = (head, groups) => [`| ${head} | messages | noticed, % | warned, % |`, '| --- | ---: | ---: | ---: |', ...groups.map(([name, belongs]) => row(name, belongs))].join('\n');

/** What `eval` counts, and the intervals it gives. */
function measured() {
  const folder = mkdtempSync(join(tmpdir(), 'sincerely-'));
  try {
    for (const [number, set] of sets.entries()) if (set.length > 0) writeFileSync(join(folder, `${number}.jsonl`), set.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const answer = execFileSync(join(root, 'target/release/sincerely'), ['eval', folder, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1e8 });
    return JSON.parse(answer).alarms;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {{part: number, whole: number, low: number, high: number}} share */
function percent({ part, whole, low, high }) {
  const [share, from, to] = [part / whole, low, high].map((value) => (100 * value).toFixed(2));
  return `${share} [${from}, ${to}] (${part})`;
}

const LANGUAGES = { en: 'English', es: 'Spanish', de: 'German', fr: 'French', pt: 'Portuguese', it: 'Italian', nl: 'Dutch' };
const PRIVATE = ['message', 'invite', 'email'];
const LENGTHS = [[1, 3], [4, 9], [10, 19], [20, 39], [40, 79], [80, Infinity]];
const letters = (text) => text.replace(/https?:\S+|@\w+/g, '');
const REGISTERS = [
  ['everything in small letters', ({ text }) => /\p{Ll}/u.test(letters(text)) && !/\p{Lu}/u.test(letters(text))],
  ['a word in capitals', ({ text }) => /\b\p{Lu}{4,}\b/u.test(letters(text))],
  ['with emoji', ({ text }) => /\p{Extended_Pictographic}/u.test(text)],
  ['with an exclamation mark', ({ text }) => text.includes('!')],
  ['with a link', ({ text }) => /https?:/.test(text)],
  ['none of these', (one) => REGISTERS.slice(0, -1).every(([, has]) => !has(one))],
];

const version = readFileSync(join(root, 'Cargo.toml'), 'utf8').match(/^version = "(.*)"$/m)?.[1];
const small = Object.entries(LANGUAGES).filter(([code]) => people.filter(({ lang }) => lang === code).length < 300);
const text = `# Whom it disturbs

Messages that people wrote and that are labelled as nobody's form letter, machine post or advertisement; whoever is noticed
among them is disturbed wrongly. Shares in percent with 95 % intervals (Wilson), counts in brackets. *Noticed* is a dot or more,
*warned* a title. Written by \`node training/fairness.mjs DATA\`, version ${version}, ${people.length} messages; what they are, and
which of them the judge was fitted on, stands in [the report](../training/REPORT.md), which also measures a judge that has seen none of them.

${table('all', [['all', () => true]])}

## By language

As the data names it; the judge has to find it out by itself.

${table('language', [...Object.entries(LANGUAGES).map(([code, name]) => [name, ({ lang }) => lang === code]), ['others, or not known', ({ lang }) => !(lang in LANGUAGES)]])}

## By who writes English

Learners' sentences beside those of native speakers. Detectors of machine text have taken the English of learners for a machine's
([Liang et al., 2023](https://doi.org/10.1016/j.patter.2023.100779)).

${table('writer', [['native', ({ native }) => native === true], ['non-native', ({ native }) => native === false]])}

## By where it is written

${table('kind', [['in private', ({ kind }) => PRIVATE.includes(kind)], ...['post', 'reply', 'comment', 'message', 'invite', 'email'].map((name) => [name, ({ kind }) => kind === name]), ['not known', ({ kind }) => !kind]])}

## By how it is written

${table('register', REGISTERS)}

## By length

${table('words', LENGTHS.map(([least, most]) => [most === Infinity ? `${least} and more` : `${least} to ${most}`, ({ words }) => words >= least && words <= most]))}

## What is not known

- ${small.length > 0 ? `${small.map(([, name]) => name).join(', ')}: fewer than 300 messages, the interval says how little that is.` : 'No language has fewer than 300 messages.'}
- Native and non-native writers are told apart in English only, by ${people.filter(({ native }) => native !== undefined).length} sentences, most of them of learners' essays and not of social sites.
- Nothing tells the writers' age, gender, region, dialect or disability: none of it is in the data, and none of it is asked for.
- Labels are those of the sources; some messages that are noticed are advertisements that nobody labelled as such.
- How often a person is disturbed in a day depends on what they write; a share of messages is no share of people.
`;
const alarms = measured();
const filled = text.replaceAll(/\{(\d+)\}/g, (_, number) => {
  const { rows = 0, noticed, warned } = alarms[number] ?? {};
  return rows === 0 ? '0 | not known | not known' : `${rows} | ${percent(noticed)} | ${percent(warned)}`;
});
writeFileSync(join(root, 'docs/FAIRNESS.md'), filled);
console.log(`written: docs/FAIRNESS.md, ${people.length} messages`);
