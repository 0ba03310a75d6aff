// Writes what a run of the matrix has shown: every row into docs/SITES.md, one line for each site into README.md.
// `node table.mjs RESULTS.json`, as report.mjs made it. Rows that the run left out keep what stood there.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SITES } from './registry.mjs';
import { marks, NOTES, ROWS } from './rows.mjs';

const BROWSERS = ['chromium', 'firefox'];
const PASSED = '✓';

const path = (name) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const bounds = (name) => [`<!-- ${name}: written by ./build.sh matrix -->\n`, `<!-- end of ${name} -->`];

/** The cells of a table in a document. @param {string} file @param {string} name @returns {string[][]} */
export function table(file, name) {
  const text = readFileSync(path(file), 'utf8');
  const [from, to] = bounds(name).map((bound) => text.indexOf(bound));
  const lines = text.slice(from, to).split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

/** @param {string} file @param {string} name @param {string[]} head @param {string[][]} rows */
function write(file, name, head, rows) {
  const text = readFileSync(path(file), 'utf8');
  const [from, to] = bounds(name);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`);
  const [before, rest] = text.split(from);
  writeFileSync(path(file), `${before}${from}\n${lines.join('')}\n${to}${rest.split(to)[1]}`);
}

/** @param {import('./rows.mjs').Row} row */
const notes = ({ name, fails }) => [...Object.values(fails), NOTES[name] ?? []].flat().join('; ');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const run = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  const known = new Map(table('docs/SITES.md', 'matrix').map((cells) => [cells[0], cells.slice(-3, -1)]));
  const verdict = (name, at) => {
    const passed = run[BROWSERS[at]]?.[name];
    return passed === undefined ? (known.get(name)?.[at] ?? '–') : passed ? PASSED : '✗';
  };
  const results = new Map(ROWS.map(({ name }) => [name, BROWSERS.map((_, at) => verdict(name, at))]));
  const all = ROWS.map((row) => [row.name, row.kind, row.editor, row.root, row.sends.join(', '), marks(row), ...results.get(row.name), notes(row)]);
  write('docs/SITES.md', 'matrix', ['Composer', 'Kind', 'Editor', 'Stands in', 'Sent by', 'Words', 'Chromium', 'Firefox', 'Notes'], all);
  const sites = SITES.map(({ id, name, on, boxes }) => {
    const rows = ROWS.filter(({ composer }) => composer.startsWith(`${id}/`));
    const counts = BROWSERS.map((_, at) => `${rows.filter((row) => results.get(row.name)[at] === PASSED).length} of ${rows.length}`);
    return [name, on ? 'on' : 'off', boxes.map((box) => box.name).join(', '), ...counts];
  });
  write('README.md', 'sites', ['Site', 'At first', 'Composers', 'Pages in Chromium', 'Pages in Firefox'], sites);
}
