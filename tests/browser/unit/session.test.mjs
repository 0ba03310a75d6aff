// Which answers hold: the order of questions, changes and answers is in the hand of the test.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './dom.mjs';
import { Session } from '../../../extension/content/session.js';

const CARD = { level: 'warn', families: ['templated'], title: 't', body: 'b', ask: 'a?', findings: [], personal: [], language: 'en', pause: false, choices: [] };
const QUIET = { card: null, shown: null, fresh: false, quiet_because: null };
const WARNED = { card: CARD, shown: { level: 'warn', rule: 'r', variant: 0, dismissed: false }, fresh: true, quiet_because: null };

function desk() {
  const log = [];
  const asked = [];
  return {
    log,
    asked,
    ask: ({ look }) => new Promise((answer) => asked.push({ look, answer })),
    noted: () => null,
    face: { show: (_box, { title }) => log.push(`show ${title}`), hide: () => log.push('hide') },
    marks: { show() {}, clear() {}, renew() {} },
  };
}

function session() {
  const box = page('<textarea></textarea>').firstElementChild;
  const shared = desk();
  return { box, shared, session: new Session(box, { on: true, key: 'site', name: 'Site', boxes: [], drop: '', software: null, probes: [] }, shared) };
}

/** Lets promises that are settled be heard. */
const heard = () => new Promise((resolve) => setImmediate(resolve));

test('an answer to an older text is dropped, and the newer text asked about', async () => {
  const { box, shared, session: it } = session();
  box.value = 'first';
  void it.look();
  box.value = 'second';
  shared.asked[0].answer(WARNED);
  await heard();
  assert.deepEqual(shared.log, []);
  void it.look();
  assert.equal(shared.asked[1].look.text, 'second');
});

test('of two answers only the one to the last question counts', async () => {
  const { box, shared, session: it } = session();
  box.value = 'first';
  void it.look();
  box.value = 'second';
  void it.look();
  shared.asked[1].answer(QUIET);
  await heard();
  shared.asked[0].answer(WARNED);
  await heard();
  assert.deepEqual(shared.log, ['hide']);
});

test('the same text is asked about once', async () => {
  const { box, shared, session: it } = session();
  box.value = 'text';
  void it.look();
  void it.look();
  shared.asked[0].answer(WARNED);
  await heard();
  void it.look();
  assert.deepEqual([shared.asked.length, shared.log], [1, ['show t']]);
});

test('what was shown is handed back, with "not this time", until the box is emptied', async () => {
  const { box, shared, session: it } = session();
  box.value = 'text';
  void it.look();
  shared.asked[0].answer(WARNED);
  await heard();
  assert.equal(await it.choose({ action: 'not_now', finding: null }).done, true);
  box.value = 'text!';
  void it.look();
  assert.deepEqual(shared.asked[1].look.shown, { ...WARNED.shown, dismissed: true });
  shared.asked[1].answer({ ...QUIET, shown: shared.asked[1].look.shown });
  await heard();
  box.value = '';
  it.changed();
  box.value = 'another';
  void it.look();
  assert.equal(shared.asked[2].look.shown, null);
});

test('an answer to a box that was emptied meanwhile is dropped', async () => {
  const { box, shared, session: it } = session();
  box.value = 'text';
  void it.look();
  box.value = '';
  it.changed();
  shared.asked[0].answer(WARNED);
  await heard();
  assert.deepEqual(shared.log, ['hide']);
});

test('nothing is asked during a composition', () => {
  const { box, shared, session: it } = session();
  it.compose(true);
  box.value = 'にほ';
  it.changed();
  void it.look();
  assert.equal(shared.asked.length, 0);
});

test('a background without an answer is asked again', async () => {
  const { box, shared, session: it } = session();
  box.value = 'text';
  void it.look();
  shared.asked[0].answer(null);
  await heard();
  void it.look();
  assert.equal(shared.asked.length, 2);
});

for (const [name, state, sends] of [
  ['the control that sends', '', true],
  ['one that says it is not disabled', 'aria-disabled="false"', true],
  ['a disabled one', 'disabled', false],
  ['one that says it is disabled', 'aria-disabled="true"', false],
]) {
  test(`a press on ${name}: ${sends ? 'sends' : 'is no gesture'}`, () => {
    const form = page(`<form><textarea></textarea><button ${state}><i></i></button></form>`).firstElementChild;
    const [box, button] = form.children;
    box.value = 'text';
    const it = new Session(box, { on: true, key: 'site', name: 'Site', boxes: [], drop: '', software: null, probes: [] }, desk());
    it.press({ isTrusted: true, composedPath: () => [button.firstElementChild, button, form] });
    assert.equal(it.sending.pending !== undefined, sends);
    it.sending.end();
  });
}
