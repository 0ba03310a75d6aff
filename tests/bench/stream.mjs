// `sincerely check` as a filter over many messages, beside filters people know: node stream.mjs [MESSAGES] > lines of JSON.
// The scikit-learn filter needs PYTHON to name one that has it.

import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from 'node:events';
import { mixed } from './texts.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const COMMAND = here('../../target/release/sincerely');
const messages = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'sincerely-bench-'));
const input = join(folder, 'messages.jsonl');

/** The most memory a process ever had, in megabytes; its last reading is lost with it, so it is asked while it runs. */
function peak(pid) {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1000;
  } catch {
    return 0;
  }
}

/** @param {string} what @param {string} command @param {string[]} args @param {string} file @param {number} [found] its status when it found something */
async function measure(what, command, args, file, found = 0) {
  const bytes = statSync(file).size;
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let megabytes = 0;
  const watch = setInterval(() => (megabytes = Math.max(megabytes, peak(child.pid))), 20);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0 && code !== found) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
  console.log(JSON.stringify({ what, seconds, megabytes_a_second: bytes / 1e6 / seconds, peak_megabytes: megabytes }));
}

async function write(file, count) {
  const out = createWriteStream(file);
  for (let from = 0; from < count; from += 10_000) {
    const lines = mixed(40 + ((from / 10_000) * 37) % 260, Math.min(10_000, count - from), from);
    if (!out.write(lines.map((text) => `${JSON.stringify({ text, kind: 'post' })}\n`).join(''))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

/** The catalogue's phrases without gaps and classes, as grep takes them. */
function phrases() {
  const rules = here('../../src/rules/');
  const tables = readdirSync(rules).filter((name) => name.endsWith('.toml')).map((name) => readFileSync(join(rules, name), 'utf8'));
  const plain = tables.flatMap((table) => [...table.matchAll(/^ +"([\p{L}'(|) ]{8,})",?$/gmu)].map(([, phrase]) => phrase));
  const file = join(folder, 'phrases');
  writeFileSync(file, `${[...new Set(plain)].join('\n')}\n`);
  return file;
}

try {
  await write(input, messages);
  const tenth = join(folder, 'tenth.jsonl');
  await write(tenth, messages / 10);
  console.log(JSON.stringify({ what: 'input', messages, megabytes: statSync(input).size / 1e6, cores: availableParallelism() }));
  await measure('check, one core, a tenth', COMMAND, ['check', '--jsonl', '--threads', '1', tenth], tenth, 1);
  await measure('check, one core', COMMAND, ['check', '--jsonl', '--threads', '1', input], input, 1);
  await measure('check, all cores', COMMAND, ['check', '--jsonl', input], input, 1);
  const list = phrases();
  await measure(`grep -c -i -E -f, ${readFileSync(list, 'utf8').split('\n').length - 1} phrases`, 'grep', ['-c', '-i', '-E', '-f', list, input], input, 1);
  const python = process.env.PYTHON;
  const known = python && spawnSync(python, ['-c', 'import sklearn']).status === 0;
  if (known) await measure('scikit-learn: hashed n-grams and a linear judge', python, [here('filter.py'), input], input);
  else console.log(JSON.stringify({ what: 'scikit-learn', missing: 'PYTHON names no interpreter that has it' }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
