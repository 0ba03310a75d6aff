// What a judgement costs in wasm, in Node: node module.mjs > lines of JSON. Each process measures one thing, so that nobody's
// memory or warm code counts for another; `node module.mjs all` starts them one after the other.
// Peers get the same texts in the same order, each for the first time.

import { isUtf8 } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LINTERS } from '../../training/peers/linters.mjs';
import { mixed, rank, SENTENCES, text } from './texts.mjs';

const SIZES = [[40, 3000], [280, 3000], [3000, 400], [50000, 40]];
const [WARM_UP, PEER_TEXTS] = [2000, 500];
const file = (path) => new URL(`../../extension/wasm/${path}`, import.meta.url);

const tell = (line) => console.log(JSON.stringify(line));
const us = (times) => ({ median_us: rank(times, 0.5) * 1000, p99_us: rank(times, 0.99) * 1000 });

/** From the bytes on the disk to the first answer, as the background does it: the module is compiled while the rest is read. */
async function boot() {
  const start = performance.now();
  const compiled = WebAssembly.compile(readFileSync(file('sincerely_bg.wasm')));
  const tables = readFileSync(file('tables.bin'));
  const { Engine, initSync, installTables } = await import(file('sincerely.js').href);
  const { memory } = initSync({ module: await compiled });
  installTables(tables);
  const engine = new Engine();
  engine.check({ text: 'How did the otters like their new pond, Anna?', kind: 'message' });
  return { engine, memory, milliseconds: performance.now() - start };
}

/** A peer, after its first answer. @param {string} name */
async function linter(name) {
  const start = performance.now();
  const lint = await LINTERS[name]();
  await lint('How did the otters like their new pond, Anna?');
  return { lint, milliseconds: performance.now() - start };
}

/** @param {() => unknown} work */
function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** As it takes, where the work may be a promise. @param {string[]} texts @param {(text: string) => unknown} work */
async function each(texts, work) {
  const times = [];
  for (const text of texts) {
    const start = performance.now();
    await work(text);
    times.push(performance.now() - start);
  }
  return times;
}

/** English texts of about 280 characters in which no sentence comes twice: linters remember what they have seen. */
function fresh() {
  const folder = new URL('../../training/texts/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('_en.jsonl'));
  const lines = files.flatMap((name) => readFileSync(new URL(name, folder), 'utf8').trim().split('\n'));
  const texts = [''];
  for (const line of lines) {
    if (texts[0].length > 240) texts.unshift('');
    texts[0] = `${texts[0]} ${JSON.parse(line).text}`.trim().slice(0, 300);
  }
  return texts;
}

/** The same texts for all, after as many others: every one of them is compiled by then. @param {string} name @param {(text: string) => unknown} work @param {object} [more] */
async function beside(name, work, more) {
  const texts = fresh();
  await each(texts.slice(0, WARM_UP), work);
  const times = await each(texts.slice(WARM_UP, WARM_UP + PEER_TEXTS), work);
  tell({ what: 'peer', name, ...more, resident_megabytes: process.memoryUsage().rss / 1e6, ...us(times) });
}

const PARTS = {
  async boot() {
    tell({ what: 'boot', milliseconds: (await boot()).milliseconds });
  },

  async sizes() {
    const { engine } = await boot();
    const check = (text) => engine.check({ text, kind: 'post' });
    mixed(280, 500, 50_000).forEach(check);
    for (const [characters, count] of SIZES) {
      for (const texture of /** @type {const} */ (['quiet', 'noisy'])) {
        for (const [language, sentences] of Object.entries(SENTENCES)) {
          const texts = Array.from({ length: count }, (_, number) => text(sentences[texture], characters, number));
          const times = texts.map((one) => timed(() => check(one)));
          tell({ what: 'wasm', characters, texture, language, ...us(times) });
        }
      }
    }
  },

  /** A text that grows by a character at a time, judged at each: far more than the pause between two looks asks for. */
  async keys() {
    const { engine } = await boot();
    const times = [];
    for (const whole of mixed(280, 60, 7_000)) {
      for (let end = 1; end <= whole.length; end += 1) {
        const draft = { text: whole.slice(0, end).replace(/[\uD800-\uDBFF]$/u, ''), kind: 'post' };
        times.push(timed(() => engine.check(draft)));
      }
    }
    tell({ what: 'key by key', ...us(times) });
  },

  async memory() {
    const { engine, memory } = await boot();
    const pages = () => memory.buffer.byteLength / 65536;
    const after = { 0: pages() };
    mixed(280, 10_000, 100).forEach((text, index) => {
      engine.check({ text, kind: 'post' });
      if ([999, 9_999].includes(index)) after[index + 1] = pages();
    });
    const steady = pages();
    engine.check({ text: mixed(50_000, 1)[0], kind: 'post' });
    tell({ what: 'memory', pages: after, steady_megabytes: (steady * 65536) / 1e6, after_a_long_text_megabytes: (pages() * 65536) / 1e6 });
  },

  /** What reading the same bytes costs at least: checking that they are UTF-8. */
  async floor() {
    const texts = mixed(280, 3000, 20_000).map((text) => Buffer.from(text));
    const start = performance.now();
    texts.forEach(isUtf8);
    tell({ what: 'utf8', median_us: ((performance.now() - start) / texts.length) * 1000 });
  },

  async ours() {
    const { engine } = await boot();
    await beside('sincerely', (text) => engine.check({ text, kind: 'post' }));
  },

  async harper() {
    const { milliseconds, lint } = await linter('harper.js');
    await beside('harper.js', lint, { boot_ms: milliseconds });
  },

  async 'write-good'() {
    await beside('write-good', (await linter('write-good')).lint);
  },

  async alex() {
    await beside('alex', (await linter('alex')).lint);
  },
};

const [part = 'all'] = process.argv.slice(2);
if (part !== 'all') await PARTS[part]();
else {
  const run = (name) => process.stdout.write(execFileSync(process.execPath, [fileURLToPath(import.meta.url), name]));
  for (let round = 0; round < 9; round += 1) run('boot');
  for (const name of Object.keys(PARTS)) if (name !== 'boot') run(name);
}
