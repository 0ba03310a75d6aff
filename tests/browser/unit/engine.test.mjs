// The wasm as the background holds it: errors are told, traps are survived.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

// The background fetches the module from its own package; here that is a file.
globalThis.fetch = async (url) => new Response(readFileSync(url), { headers: { 'content-type': 'application/wasm' } });
const { booted, changed, judge, keepTo, load, look, page, place, registrations } = await import('../../../extension/background/engine.js');
await booted;
const { default: init } = await import('../../../extension/wasm/sincerely.js');
// The instance that is there.
const exports = await init();

const LOOK = { url: 'https://www.linkedin.com/in/anna/', text: "Hi, I'd like to add you to my professional network on LinkedIn.", variant: 0 };

test('an error of the engine names the field and is not tried again', () => {
  keepTo({ settings: load({}).settings });
  let tries = 0;
  assert.throws(() => judge((engine) => engine.look({ ...LOOK, text: (tries += 1) })), /text/);
  assert.equal(tries, 1);
  assert.throws(() => place('no address'), /address/);
  assert.throws(() => changed({ set: 'site', key: 3, on: true }), /key|invalid type/);
});

test('after a trap the request is answered by a new instance that keeps to the settings', (t) => {
  t.mock.method(console, 'warn', () => {});
  keepTo({ settings: changed({ set: 'site', key: 'x', on: false }) });
  let tries = 0;
  const answer = judge((engine) => {
    tries += 1;
    // An instance whose memory is rubbish: whatever it does next is a real trap.
    if (tries === 1) new Uint8Array(exports.memory.buffer).fill(0xff);
    return engine.look(LOOK);
  });
  assert.equal(tries, 2);
  assert.equal(answer.card.level, 'warn');
  assert.equal(place('https://x.com/home').on, false);
  assert.equal(look(LOOK).card.level, 'warn');
});

test('a trap that comes again is told, and the next call works', (t) => {
  t.mock.method(console, 'warn', () => {});
  assert.throws(() => judge(() => { throw new WebAssembly.RuntimeError('unreachable'); }), WebAssembly.RuntimeError);
  assert.equal(look(LOOK).card.level, 'warn');
});

test('what a page is told, and what is registered, follow the settings', () => {
  keepTo({ settings: load({}).settings });
  assert.equal(page(LOOK.url).name, 'LinkedIn');
  assert.ok(page(LOOK.url).boxes.length > 3);
  assert.equal(page('https://example.org/').on, false);
  const ids = () => registrations().map(({ id }) => id);
  assert.ok(ids().includes('x') && !ids().includes('gmail'));
  assert.equal(registrations().find(({ id }) => id === 'linkedin').allFrames, true);
  keepTo({ settings: changed({ set: 'paused', on: true }) });
  assert.deepEqual(ids(), []);
});

test('what is remembered and stored is handed to every new instance', (t) => {
  t.mock.method(console, 'warn', () => {});
  keepTo({ settings: load({}).settings });
  const settings = changed({ set: 'history', on: true });
  const text = 'The otters at the old harbour were asleep this morning and held hands.';
  const sent = { url: 'https://x.com/home', text, origin: { typed: text.length, pasted: 0, inserted: 0 }, private: false, number: 1 };
  keepTo({ settings });
  assert.equal(judge((engine) => engine.history()), undefined, 'nothing to store before anything is sent');
  assert.equal(judge((engine) => engine.sent({ ...sent, private: true })).fresh, false);
  assert.equal(judge((engine) => engine.sent(sent)).fresh, true);
  const history = judge((engine) => engine.history());
  keepTo({});
  assert.deepEqual(judge((engine) => engine.remembered()).sites, [], 'what was not stored is gone');
  assert.deepEqual(keepTo({ history }), []);
  // After a trap, too.
  let tries = 0;
  const { sites } = judge((engine) => {
    tries += 1;
    if (tries === 1) throw new WebAssembly.RuntimeError('unreachable');
    return engine.remembered();
  });
  assert.deepEqual(sites, [{ key: 'x', name: 'X', count: 1 }]);
  assert.deepEqual(keepTo({ history: new Uint8Array([1, 2]), mix: new Uint8Array() }), ['history_damaged', 'mix_damaged']);
  keepTo({ history: undefined, mix: undefined });
});
