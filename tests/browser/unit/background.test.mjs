// The background with a browser that is made up: who is answered, and what is said when the storage fails.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const HOME = 'chrome-extension://own/';
const X = { origin: 'https://x.com', url: 'https://x.com/home', tab: { id: 1, incognito: false } };
const PAGE = { origin: HOME.slice(0, -1), url: `${HOME}mix/mix.html` };
const TEXT = 'The otters at the old harbour were asleep this morning and held hands.';
const PITCH = 'Hi {{first_name}}, I came across your profile and was impressed by your work at {{company}}.';
const LOOK = { row: null, recipient: null, parent: null, subject: null, turns: 0, shape: { subject: false, article: false, chat: false }, text: TEXT, origin: { typed: TEXT.length, pasted: 0, inserted: 0 }, ui: 'en', shown: null };

class Listeners {
  heard = [];
  addListener = (listener) => this.heard.push(listener);
}

function area() {
  let kept = {};
  return {
    get: async (names) => Object.fromEntries(Object.entries(kept).filter(([name]) => !names || [names].flat().includes(name))),
    set: async (values) => void Object.assign(kept, structuredClone(values)),
    remove: async (names) => void [names].flat().forEach((name) => delete kept[name]),
  };
}

const listeners = Object.fromEntries(['onInstalled', 'onStartup', 'onMessage', 'onConnect', 'onAdded', 'onRemoved', 'onCommand', 'onClicked', 'onAlarm', 'onChanged'].map((name) => [name, new Listeners()]));
const local = area();
/** What an organisation has laid down; Firefox refuses where there is nothing. */
const managed = { get: async () => Promise.reject(new Error('Managed storage manifest not found')), onChanged: new Listeners() };
globalThis.chrome = {
  runtime: { ...listeners, getURL: (path) => HOME + path },
  i18n: { getMessage: (key) => key, getUILanguage: () => 'en' },
  action: { setBadgeText: async () => {}, setBadgeBackgroundColor: async () => {}, setTitle: async () => {} },
  alarms: { ...listeners, create: async () => {}, clear: async () => {} },
  contextMenus: { ...listeners, create: () => {}, update: async () => {}, removeAll: async () => {} },
  permissions: { ...listeners, contains: async () => true },
  commands: listeners,
  scripting: { getRegisteredContentScripts: async () => [], registerContentScripts: async () => {}, executeScript: async () => {} },
  storage: { local, session: area(), sync: { ...area(), onChanged: { addListener: () => {} } }, managed },
  tabs: { query: async () => [] },
};
globalThis.fetch = async (url) => new Response(readFileSync(url), { headers: { 'content-type': 'application/wasm' } });
await import('../../../extension/background/main.js');

const ask = (message, sender = PAGE) => new Promise((answer) => listeners.onMessage.heard[0](message, sender, answer));

/** What comes back over the port of a content script. */
const tell = (question, sender = X) =>
  new Promise((resolve) => {
    const port = { sender, onDisconnect: new Listeners(), onMessage: new Listeners(), postMessage: ({ answer }) => resolve(answer) };
    listeners.onConnect.heard[0](port);
    port.onMessage.heard[0]({ ...question, id: 1 });
  });

const isOn = async (url) => (await ask({ ask: 'place', url })).on;
const remembers = async () => (await ask({ ask: 'remembered' })).sites.map(({ key }) => key);

/** A message that is remembered from now on. @param {number} number */
async function send(number) {
  await ask({ ask: 'change', change: { set: 'history', on: true } });
  await tell({ ask: 'sent', path: '/home', look: { ...LOOK, text: `${TEXT} ${number}`, number } });
  assert.deepEqual(await remembers(), ['x']);
}

test('what is for the pages is answered to pages only', async () => {
  await send(1);
  await tell({ ask: 'look', path: '/home', look: LOOK });
  for (const [message, check] of [
    [{ ask: 'remembered' }, (answer) => answer.sites.length === 1],
    [{ ask: 'last', tab: 1 }, (answer) => answer.length === TEXT.length],
    [{ ask: 'place', url: X.url }, (answer) => answer.key === 'x'],
  ]) {
    for (const sender of [X, { ...X, url: undefined }, { ...X, url: `https://x.com/${HOME}` }]) assert.equal(await ask(message, sender), null, message.ask);
    assert.ok(check(await ask(message)), message.ask);
  }
  await ask({ ask: 'change', change: { set: 'history', on: false } }, X);
  await ask({ ask: 'erase', what: 'history' }, X);
  const { history_on, sites } = await ask({ ask: 'remembered' });
  assert.deepEqual([history_on, sites.length], [true, 1]);
  assert.equal(await ask({ ask: 'on', path: '/home' }, X), true, 'but a script may ask whether it is wanted');
});

test('a script has done what its card offers, and nothing else', async () => {
  await tell({ ask: 'change', change: { set: 'mix', on: true } });
  await tell({ ask: 'change', change: { set: 'site', key: 'linkedin', on: false } });
  assert.equal((await ask({ ask: 'remembered' })).mix_on, false);
  const choose = (look, choice, path = '/home') => ask({ ask: 'choose', path, look: { ...LOOK, ...look }, choice }, X);
  const off = { action: 'site_off', finding: null };
  assert.equal(await choose({}, off), false, 'there is no card');
  for (const choice of [{ action: 'rule_off', finding: 9 }, { action: 'site_off', finding: 0 }]) assert.equal(await choose({ text: PITCH }, choice), false);
  assert.equal(await choose({ text: PITCH }, { action: 'mix', finding: null }), null, 'no choice at all');
  assert.equal(await ask({ ask: 'undo' }, X), false, 'nothing was chosen');
  assert.equal(await isOn(X.url), true);
  assert.equal(await choose({ text: PITCH }, off, '//www.linkedin.com/feed/'), true);
  assert.deepEqual([await isOn(X.url), await isOn('https://www.linkedin.com/feed/')], [false, true]);
  assert.equal(await ask({ ask: 'undo' }, { ...X, tab: { id: 2, incognito: false } }), false, 'another tab has nothing to take back');
  assert.equal(await ask({ ask: 'undo' }, X), true);
  assert.equal(await isOn(X.url), true);
  assert.equal(await ask({ ask: 'undo' }, X), false, 'once');
});

for (const [name, failing] of [['writing', 'set'], ['removing', 'remove']]) {
  test(`erasing fails in ${name}: it is told, and all is as it was`, async (t) => {
    t.mock.method(console, 'warn', () => {});
    await send(2);
    await local.set({ history_damaged: 'set aside' });
    const before = await local.get();
    const broken = t.mock.method(local, failing, () => Promise.reject(new Error('no disk')));
    assert.equal(await ask({ ask: 'erase', what: 'history' }), false);
    broken.mock.restore();
    assert.deepEqual(await local.get(), before);
    const { sites, full } = await ask({ ask: 'remembered' });
    assert.deepEqual([sites.length, full], [1, false], 'and no message is said to have found no room');
    assert.equal(await ask({ ask: 'erase', what: 'history', key: 'x' }), true);
    assert.deepEqual([await remembers(), (await local.get()).history_damaged], [[], 'set aside']);
    assert.equal(await ask({ ask: 'erase', what: 'history' }), true);
    assert.deepEqual(Object.keys(await local.get()), ['settings']);
  });
}

test('a message that finds no room is neither remembered nor kept secret', async (t) => {
  t.mock.method(console, 'warn', () => {});
  await ask({ ask: 'erase', what: 'history' });
  const broken = t.mock.method(local, 'set', () => Promise.reject(new Error('no room')));
  await tell({ ask: 'sent', path: '/home', look: { ...LOOK, number: 3 } });
  broken.mock.restore();
  const { sites, full } = await ask({ ask: 'remembered' });
  assert.deepEqual([sites.length, full], [0, true]);
});
