// The wasm says what the command says, to the last digit: about every rule's examples and all texts of our own. And its memory
// does not grow over them.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Engine, initSync, installTables } from '../../../extension/wasm/sincerely.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const command = join(root, 'target/release/sincerely');
const LANGUAGES = ['en', 'es', 'de', 'fr', 'pt', 'it', 'nl'];
const KINDS = [null, 'post', 'reply', 'comment', 'message', 'invite', 'email'];

function own() {
  const folder = join(root, 'training/texts');
  const rows = readdirSync(folder).toSorted().flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
  return rows.map((row) => JSON.parse(row));
}

async function examples() {
  const { stdout } = await promisify(execFile)(command, ['rules', '--format', 'json'], { maxBuffer: 1 << 26 });
  const [...texts] = stdout.matchAll(/"(?:example|near_miss)":("(?:[^"\\]|\\.)*")/g);
  return texts.map(([, text]) => ({ text: JSON.parse(text) }));
}

/** What the command answers to drafts, as values. @param {object[]} drafts */
async function native(drafts) {
  const child = spawn(command, ['check', '--jsonl', '-'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(drafts.map((draft) => `${JSON.stringify(draft)}\n`).join(''));
  const parts = [];
  for await (const part of child.stdout) parts.push(part);
  const lines = Buffer.concat(parts).toString().trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

test('wasm and command give the same reports', async () => {
  const beside = (name) => readFileSync(join(root, 'extension/wasm', name));
  const { memory } = initSync({ module: beside('sincerely_bg.wasm') });
  installTables(beside('tables.bin'));
  const rows = [...own(), ...(await examples())];
  // Every language of the interface and every kind; of most texts the language is not told.
  const drafts = rows.map(({ lang, ...row }, index) => ({ kind: KINDS[index % 7], ...row, ...(index % 5 === 0 && { lang }), ui: LANGUAGES[index % 7], variant: index % 3 }));
  assert.ok(drafts.length > 20_000);
  const engine = new Engine();
  const reports = await native(drafts);
  assert.equal(reports.length, drafts.length);
  let [spoken, settled] = [0, 0];
  const pages = () => memory.buffer.byteLength / 65_536;
  for (const [index, draft] of drafts.entries()) {
    assert.equal(JSON.stringify(engine.check(draft)), JSON.stringify(reports[index]), JSON.stringify(draft));
    if (index === 1_000) settled = pages();
    spoken += Number(reports[index].level !== 'quiet');
  }
  assert.ok(spoken * 10 > drafts.length, `${spoken} of ${drafts.length} have something to say`);
  // In pages of 64 kB: 8 MB at most, and nothing is kept of what was judged.
  assert.ok(pages() <= 128 && pages() === settled, `${settled} pages after a thousand, ${pages()} after ${drafts.length}`);
});
