// Everything measured in one run on one machine, written as Markdown: node report.mjs [--messages N] [--idle SECONDS] > BENCHMARKS.md
// What is measured where stands in the files it starts; each prints a line of JSON a measurement.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';

const { values } = parseArgs({ options: { messages: { type: 'string', default: '1000000' }, idle: { type: 'string', default: '600' } } });
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** @param {string} command @param {string[]} args */
function measured(command, args) {
  console.error(`bench: ${command} ${args.join(' ')}`);
  const output = execFileSync(command, args, { cwd: here('../..'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 });
  return output.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
}

const before = loadavg()[0];
const native = measured('cargo', ['bench', '--locked', '--quiet', '--bench', 'native']);
const module = measured(process.execPath, [here('module.mjs')]);
const stream = measured(process.execPath, [here('stream.mjs'), values.messages]);
const browser = measured(process.execPath, [here('../browser/bench.mjs')]);
const trace = measured(process.execPath, [here('../browser/trace.mjs'), values.idle]);

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const most = (numbers) => Math.max(...numbers);
/** Three figures, as far as they tell something. @param {number} number */
const n = (number) => number.toLocaleString('en', { maximumSignificantDigits: 3 });
const of = (lines, what, rest = {}) => lines.filter((line) => line.what === what && Object.entries(rest).every(([key, value]) => line[key] === value));
const kilobytes = (path) => brotliCompressSync(readFileSync(here(`../../extension/wasm/${path}`))).length / 1000;
/** @param {string[]} head @param {(string | number)[][]} rows */
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const within = (value, bar, unit, less = true) => [`${n(value)} ${unit}`, `${less ? '≤' : '≥'} ${n(bar)} ${unit}`, (less ? value <= bar : value >= bar) ? 'yes' : '**no**'];

const peer = (name) => of(module, 'peer', { name })[0];
const harper = peer('harper.js');
const medians = (lines, characters, texture) => middle(lines.filter((line) => line.characters === characters && line.texture === texture).map(({ median_us }) => median_us));
const wasm = of(module, 'wasm');
const size = { module: kilobytes('sincerely_bg.wasm'), tables: kilobytes('tables.bin') };
const boot = middle(of(module, 'boot').map(({ milliseconds }) => milliseconds));
const [memory] = of(module, 'memory');
const [keys] = of(module, 'key by key');
const BOOT = 'module: from its bytes to the first answer';
const inBrowser = of(browser, 'module');
const on280 = wasm.filter(({ characters }) => characters === 280);
const long = most(wasm.filter(({ characters }) => characters === 50_000).map(({ median_us }) => median_us)) / 1000;
const doubled = most(
  wasm.filter(({ characters }) => characters === 50_000).map(({ language, texture, median_us }) => {
    const [short] = wasm.filter((line) => line.characters === 3000 && line.language === language && line.texture === texture);
    // By how much the cost grows where the text doubles, if it grows evenly from 3,000 to 50,000 characters.
    return (median_us / short.median_us) ** (1 / Math.log2(50_000 / 3000));
  }),
);
const speed = (what) => of(stream, what)[0];
const [one, all] = [speed('check, one core'), speed('check, all cores')];
const throughput = (field, texture) => middle(native.filter((line) => line.characters === 280 && line.texture === texture).map((line) => line[field]));
const typing = of(trace, 'typing', { on: true });
const [idle] = of(trace, 'idle');
const [background] = of(trace, 'background');
const [input] = of(stream, 'input');

console.log(`# Benchmarks

Made by \`./build.sh bench\`, in one run: ${cpus()[0].model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()} ${arch()},
Node ${process.version}. The load of the machine was ${before.toFixed(2)} before and ${loadavg()[0].toFixed(2)} after: other work only ever makes figures worse.
Texts are sentences of our own in seven languages, put together so that no engine sees one twice; half of them are talk ("quiet"), half
nothing but stock phrases ("noisy"), which is far more than a person meets.

## The bars

${table(
  ['what', 'measured', 'bar', 'met', 'harper.js in the same run'],
  [
    ['module, brotli', ...within(size.module, 300, 'kB'), ''],
    ['module and tables, brotli', ...within(size.module + size.tables, 900, 'kB'), ''],
    ['from the bytes to the first answer, Node', ...within(boot, 25, 'ms'), `${n(harper.boot_ms)} ms: ${n(harper.boot_ms / boot)} times as long`],
    ...of(browser, BOOT).map(({ browser, p50 }) => [`the same, ${browser}`, ...within(p50, 25, 'ms'), '']),
    ['280 characters in wasm, values in and out, median: quiet', ...within(medians(wasm, 280, 'quiet'), 60, 'µs'), `${n(harper.median_us)} µs: **${n(harper.median_us / peer('sincerely').median_us)} times as long** for the same texts`],
    ['the same, noisy', ...within(medians(wasm, 280, 'noisy'), 60, 'µs'), ''],
    ['the same, 99 of 100, the worst language', ...within(most(on280.map(({ p99_us }) => p99_us)), 250, 'µs'), `${n(harper.p99_us)} µs`],
    ['50,000 characters in wasm, the worst language and texture', ...within(long, 10, 'ms'), ''],
    ['what doubling a text costs, at most', ...within(doubled, 2.2, 'times'), ''],
    ['linear memory after 10,000 messages', ...within(memory.steady_megabytes, 8, 'MB'), `${n(harper.resident_megabytes)} MB of the process`],
    ['its growth after the first thousand', ...within(memory.pages[10000] - memory.pages[1000], 0, 'pages'), ''],
    ['native, everything on, quiet, a core', ...within(throughput('megabytes_a_second', 'quiet'), 8, 'MB/s', false), ''],
    ['native, rules alone, quiet, a core', ...within(throughput('rules_alone_megabytes_a_second', 'quiet'), 25, 'MB/s', false), ''],
    ['all cores to one', ...within(one.seconds / all.seconds, 1.8, 'times', false), ''],
    ['our time a key, median, the worst of seven editors', ...within(most(typing.map(({ ours_ms_a_key }) => ours_ms_a_key.median)), 0.5, 'ms'), ''],
    ['our time a key, 99 of 100, the worst of them', ...within(most(typing.map(({ ours_ms_a_key }) => ours_ms_a_key.p99)), 1, 'ms'), ''],
    [`what runs of ours in ${n(idle.seconds / 60)} idle minutes`, ...within(idle.calls_of_ours + idle.background_started, 0, 'calls'), ''],
  ],
)}

## Natively

The median of the seven languages; the worst of them at 99 of 100. MB/s by the median; "UTF-8" is what only checking the same bytes costs.

${table(
  ['characters', 'texture', 'median', '99 of 100', 'MB/s', 'rules alone', 'UTF-8', 'allocations', 'at most allocated'],
  [40, 280, 3000, 50_000].flatMap((characters) =>
    ['quiet', 'noisy'].map((texture) => {
      const lines = native.filter((line) => line.characters === characters && line.texture === texture);
      const mid = (field) => middle(lines.map((line) => line[field]));
      return [
        n(characters), texture, `${n(mid('median_us'))} µs`, `${n(most(lines.map(({ p99_us }) => p99_us)))} µs`, n(mid('megabytes_a_second')),
        n(mid('rules_alone_megabytes_a_second')), n(mid('utf8_megabytes_a_second')), n(mid('allocations')), `${n(mid('allocated_bytes_at_most') / 1000)} kB`,
      ];
    }),
  ),
)}

## As a module, in Node

${table(
  ['characters', 'texture', 'median', '99 of 100'],
  [40, 280, 3000, 50_000].flatMap((characters) =>
    ['quiet', 'noisy'].map((texture) => {
      const lines = wasm.filter((line) => line.characters === characters && line.texture === texture);
      return [n(characters), texture, `${n(middle(lines.map(({ median_us }) => median_us)))} µs`, `${n(most(lines.map(({ p99_us }) => p99_us)))} µs`];
    }),
  ),
)}

A text of 280 characters judged at every key: ${n(keys.median_us)} µs a key (median), ${n(keys.p99_us)} µs (99 of 100). The extension waits for a pause instead.
Memory: ${memory.pages[0]} pages of 64 kB after the first answer, ${memory.pages[1000]} after a thousand messages, ${memory.pages[10000]} after ten thousand.

English texts of about 280 characters, put together from those of \`training/texts\`, through linters of prose: each text new to them, in
one process each, after two thousand others:

${table(
  ['', 'median', '99 of 100', 'beside ours'],
  ['sincerely', 'write-good', 'alex', 'harper.js'].map((name) => [name, `${n(peer(name).median_us)} µs`, `${n(peer(name).p99_us)} µs`, `${n(peer(name).median_us / peer('sincerely').median_us)} ×`]),
)}

They look for other things; they are here because people run them while they type. Checking that the same bytes are UTF-8 takes ${n(of(module, 'utf8')[0].median_us)} µs a text.

## In the browser

${table(
  ['', 'browser', 'median', '99 of 100', 'bar'],
  browser.filter(({ bar }) => bar).map(({ what, browser, p50, p99, judged, bar }) => [what, browser, `${n(p50)} ms`, `${n(p99)} ms`, `${judged === 'p50' ? 'median' : '99 of 100'} ≤ ${bar} ms`]),
)}

The module alone, in a page of the extension, warm: texts of all languages, so many timed together as make up a few milliseconds.

${table(
  ['characters', 'texture', 'browser', 'median', '99 of 100'],
  inBrowser.map(({ characters, texture, browser, median_us, p99_us }) => [n(characters), texture, browser, `${n(median_us)} µs`, `${n(p99_us)} µs`]),
)}

By Chromium's tracing, 272 keys typed into the editor, the site switched off and on:

${table(
  ['editor', 'site', 'main thread a key', 'style and layout a key', 'ours a key, median', '99 of 100', 'layouts and styles forced by us', 'heap of the page'],
  of(trace, 'typing').map(({ editor, on, main_thread_ms_a_key, style_and_layout_ms_a_key, ours_ms_a_key, layouts_by_us, styles_by_us, heap_megabytes }) => [
    editor, on ? 'on' : 'off', `${n(main_thread_ms_a_key)} ms`, `${n(style_and_layout_ms_a_key)} ms`,
    ours_ms_a_key ? `${n(ours_ms_a_key.median)} ms` : '–', ours_ms_a_key ? `${n(ours_ms_a_key.p99)} ms` : '–', layouts_by_us + styles_by_us, `${n(heap_megabytes)} MB`,
  ]),
)}

Loading a page of a site that is on, without a box: ${n(of(trace, 'page load without a box')[0].ours_ms)} ms of ours.
In the background ${n(background.heap_megabytes)} MB are objects and ${n(background.buffers_megabytes)} MB buffers, beside the module's memory.
In ${n(idle.seconds)} seconds on a page where nobody writes, ${idle.calls_of_ours} calls of ours and ${idle.background_started} starts of the background.

## As a filter

${n(input.messages)} messages, ${n(input.megabytes)} MB of JSON Lines.

${table(
  ['', 'seconds', 'MB/s', 'most memory'],
  stream.filter(({ seconds }) => seconds).map(({ what, seconds, megabytes_a_second, peak_megabytes }) => [what, n(seconds), n(megabytes_a_second), `${n(peak_megabytes)} MB`]),
)}
${stream.filter(({ missing }) => missing).map(({ what, missing }) => `\nNot measured: ${what} (${missing}).`).join('')}
A tenth of the messages is there to show that memory does not grow with them.`);
