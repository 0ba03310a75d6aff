// What a judgement costs, counted and not timed: processor instructions of the command, by callgrind. A figure that is more than
// a tenth off is a change somebody should know of: quicker or slower, `node unit/instructions.test.mjs --write` stores the new one.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SENTENCES, text } from '../../bench/texts.mjs';

const FIGURES = new URL('../../bench/instructions.json', import.meta.url);
const COMMAND = fileURLToPath(new URL('../../../target/release/sincerely', import.meta.url));
const TOLERANCE = 0.1;
const [FEW, MANY] = [70, 350];
const missing = spawnSync('valgrind', ['--version']).error && 'valgrind is not installed';

/** @param {string[]} texts */
function instructions(texts) {
  const input = texts.map((each) => JSON.stringify({ text: each, kind: 'post' })).join('\n');
  const callgrind = ['--tool=callgrind', '--callgrind-out-file=/dev/null'];
  const run = spawnSync('valgrind', [...callgrind, COMMAND, 'check', '--jsonl', '--threads', '1'], { input, encoding: 'utf8' });
  // 1 says that something was noticed.
  assert.ok(run.status === 0 || run.status === 1, run.stderr);
  assert.equal(run.stdout.trim().split('\n').length, texts.length);
  return Number(/Collected : (\d+)/.exec(run.stderr)?.[1]);
}

/** Of opening the tables with the first answer, and of a draft of 280 characters in all languages: what more drafts cost more. */
function count() {
  const languages = Object.values(SENTENCES);
  const each = (texture) => {
    const texts = Array.from({ length: MANY }, (_, at) => text(languages[at % languages.length][texture], 280, at));
    return Math.round((instructions(texts) - instructions(texts.slice(0, FEW))) / (MANY - FEW));
  };
  return { opening: instructions(['How did the otters like their new pond, Anna?']), quiet: each('quiet'), noisy: each('noisy') };
}

if (process.argv.includes('--write')) {
  writeFileSync(FIGURES, `${JSON.stringify(count(), null, 2)}\n`);
} else {
  test('a judgement takes as many instructions as it did', { skip: missing }, () => {
    const [counted, stored] = [count(), JSON.parse(readFileSync(FIGURES, 'utf8'))];
    for (const [what, figure] of Object.entries(stored)) {
      const change = counted[what] / figure - 1;
      assert.ok(Math.abs(change) <= TOLERANCE, `${what}: ${counted[what]} instructions, ${figure} when last stored`);
    }
  });
}
