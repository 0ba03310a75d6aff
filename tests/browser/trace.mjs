// What the extension costs a page, as Chromium's own tracing has it: node trace.mjs [IDLE SECONDS] > lines of JSON.
// Every figure comes with the site switched on and off, in one run.
// https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU (the trace event format)

import { World } from './world.mjs';
import * as chromium from './drive/chromium.mjs';
import { enter } from './matrix/enter.mjs';
import { ROWS } from './matrix/rows.mjs';
import { server } from './matrix/serve.mjs';
import { rank } from '../bench/texts.mjs';

const idle = Number(process.argv[2] ?? 60);
/** A composer of the matrix for each editor. */
const EDITORS = { 'Draft.js': 'x/post', Lexical: 'facebook/comment', 'Quill 1': 'linkedin/comment-classic', TipTap: 'linkedin/comment', Slate: 'discord/message', 'plain contenteditable': 'youtube/comment', textarea: 'reddit-old/comment' };
const DRAFT = 'We met by the pond on Friday and talked about otters until the rain came. Do you still have the umbrella that I forgot in your kitchen? ';
const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'disabled-by-default-devtools.timeline.stack', 'v8.execute'];

const tell = (line) => console.log(JSON.stringify(line));
const sum = (events) => events.reduce((all, { dur = 0 }) => all + dur, 0) / 1000;

const world = new World(chromium, ['https://discord.com/*']);
world.serve = await server();
await world.open();
try {
  for (const [editor, name] of Object.entries(EDITORS)) {
    const { url } = ROWS.find((row) => row.name === name);
    const { key } = await world.ask({ ask: 'place', url });
    for (const on of [false, true]) {
      await world.ask({ ask: 'change', change: { set: 'site', key, on } });
      tell({ what: 'typing', editor, on, ...(await typing(url, on)) });
    }
  }
  tell({ what: 'background', ...(await world.browser.backgroundMemory()) });
  tell({ what: 'page load without a box', ...(await loading('https://x.com/nothing-here#none')) });
  tell({ what: 'idle', ...(await idling('https://x.com/home#x%2Fpost')) });
} finally {
  await world.end();
}

/** @param {(page: any, cdp: any) => Promise<void>} work what happens while the browser takes notes */
async function traced(page, work) {
  const { cdp } = page.tab;
  const events = [];
  const collect = ({ value }) => events.push(...value);
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  await work(page, cdp);
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  // The thread on which the page and its scripts run.
  const { pid, tid } = events.find(({ name, args }) => name === 'EventDispatch' && args) ?? events.find(({ name }) => name === 'FunctionCall') ?? {};
  return events.filter((event) => event.ph === 'X' && (pid === undefined || (event.pid === pid && event.tid === tid)));
}

/** Calls from outside into our code: what is called in turn counts with them. */
function ours(events) {
  const calls = events.filter(({ name, args }) => ['FunctionCall', 'EvaluateScript', 'v8.compile'].includes(name) && String(args?.data?.url).startsWith(world.browser.origin));
  return calls.filter(({ ts, dur = 0 }) => !calls.some((outer) => outer.ts < ts && outer.ts + (outer.dur ?? 0) >= ts + dur));
}

/** Of events whose stack begins in our code. */
function byUs(events, name) {
  const stack = ({ args }) => JSON.stringify(args?.beginData?.stackTrace ?? args?.data?.stackTrace ?? '');
  return events.filter((event) => event.name === name && stack(event).includes(world.browser.origin));
}

async function typing(url, on) {
  const page = await world.browser.newPage();
  try {
    await page.goto(url);
    await page.front();
    await enter(page, world);
    await page.type('Dear Anna, ');
    const events = await traced(page, async () => {
      for (const letter of DRAFT.repeat(2)) await page.press(letter === ' ' ? 'Space' : letter);
    });
    const keys = events.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown');
    // From one key to the next.
    const starts = [...keys.map(({ ts }) => ts), Infinity];
    const calls = ours(events);
    const each = starts.slice(0, -1).map((start, index) => sum(calls.filter(({ ts }) => ts >= start && ts < starts[index + 1])));
    const tasks = events.filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask');
    const { metrics } = await page.tab.cdp.send('Performance.enable').then(() => page.tab.cdp.send('Performance.getMetrics'));
    return {
      keys: keys.length,
      main_thread_ms_a_key: sum(tasks) / keys.length,
      style_and_layout_ms_a_key: sum(events.filter(({ name }) => name === 'Layout' || name === 'UpdateLayoutTree')) / keys.length,
      ours_ms_a_key: on ? { median: rank(each, 0.5), p99: rank(each, 0.99) } : null,
      layouts_by_us: byUs(events, 'Layout').length,
      styles_by_us: byUs(events, 'UpdateLayoutTree').length,
      heap_megabytes: metrics.find(({ name }) => name === 'JSHeapUsedSize').value / 1e6,
    };
  } finally {
    await page.close();
  }
}

/** @param {string} url of a page of a site that is on, where nobody can write */
async function loading(url) {
  const page = await world.browser.newPage();
  try {
    const events = await traced(page, () => page.goto(url));
    return { ours_ms: sum(ours(events)) };
  } finally {
    await page.close();
  }
}

/** A page where nobody writes: what of ours runs, and whether the background is woken. */
async function idling(url) {
  const page = await world.browser.newPage();
  try {
    await page.goto(url);
    await page.front();
    await world.browser.killBackground();
    const alive = () => world.browser.context.serviceWorkers().length;
    const before = alive();
    const events = await traced(page, () => new Promise((resolve) => setTimeout(resolve, idle * 1000)));
    return { seconds: idle, calls_of_ours: ours(events).length, background_started: Math.max(0, alive() - before) };
  } finally {
    await page.close();
  }
}
