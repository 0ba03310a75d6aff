// When a draft counts as sent: a gesture that sends, and then an empty box or none; once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './dom.mjs';
import { Sending, sendsByKey } from '../../../extension/content/sending.js';

const heard = () => new Promise((resolve) => setImmediate(resolve));
const LOOK = { text: 'How was the pond?' };

/** @param {string} html */
function sending(html = '<div><textarea></textarea></div>') {
  const box = page(html).querySelector('textarea');
  box.value = LOOK.text;
  const told = [];
  return { box, told, it: new Sending(box, () => box.value, (look, path) => told.push([look.text, path])) };
}

const KEY = { key: 'Enter', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, repeat: false, isComposing: false, keyCode: 13 };

for (const [name, event, way, html, sends] of [
  ['Enter where it sends', {}, 'enter', '', true],
  ['Enter where Ctrl+Enter does', {}, 'ctrl-enter', '', false],
  ['Ctrl+Enter', { ctrlKey: true }, 'ctrl-enter', '', true],
  ['Command+Enter', { metaKey: true }, 'ctrl-enter', '', true],
  ['Ctrl+Enter where Enter sends', { ctrlKey: true }, 'enter', '', true],
  ['Ctrl+Enter where only the control does', { ctrlKey: true }, 'none', '', false],
  ['Shift+Enter', { shiftKey: true }, 'enter', '', false],
  ['Alt+Enter', { altKey: true }, 'enter', '', false],
  ['a key that is held', { repeat: true }, 'enter', '', false],
  ['within a composition', { isComposing: true }, 'enter', '', false],
  ['a key the input method takes', { keyCode: 229 }, 'enter', '', false],
  ['Ctrl+Enter in a box nobody knows', { ctrlKey: true }, null, 'rows="3"', true],
  ['Enter in a box nobody knows', {}, null, 'rows="3"', false],
  ['Enter in one line with nothing else to send it', {}, null, 'rows="1"', true],
  ['another key', { key: 'a' }, 'enter', '', false],
  ['with a list of names open', {}, 'enter', 'aria-haspopup="listbox" aria-expanded="true"', false],
  ['with that list closed', {}, 'enter', 'aria-haspopup="listbox" aria-expanded="false"', true],
  ['with an entry chosen by name', {}, 'enter', 'aria-activedescendant="one"', false],
  ['with a list that it controls', {}, 'enter', 'aria-controls="list"', false],
  ['controlling something else', {}, 'enter', 'aria-controls="one"', true],
  ['with a list beside it and an entry chosen', {}, 'enter', 'class="near"', false],
  ['with a name of what is not there', {}, 'enter', 'aria-activedescendant="two"', true],
]) {
  test(`${name}: ${sends ? 'sends' : 'does not send'}`, () => {
    const box = `<textarea ${html}></textarea>`;
    const list = '<ul id="list" role="listbox"><li aria-selected="true">Anna</li></ul>';
    const body = page(`${html.includes('near') ? `<form>${box}${list}</form>` : box + list}<p id="one">Anna</p>`);
    for (const id of ['one', 'list']) body.querySelector(`#${id}`).checkVisibility = () => true;
    assert.equal(sendsByKey({ ...KEY, ...event }, body.querySelector('textarea'), way && { send_key: way }), sends);
  });
}

test('emptied after the gesture: told once', () => {
  const { box, told, it } = sending();
  it.begin(LOOK);
  assert.equal(it.check(), false);
  box.value = '';
  assert.equal(it.check(), true);
  assert.equal(it.check(), false);
  assert.deepEqual(told, [[LOOK.text, location.pathname]]);
});

test('the press and the click that follows are one sending', () => {
  const { box, told, it } = sending();
  it.begin(LOOK);
  it.begin(LOOK);
  box.value = '';
  it.check();
  assert.equal(told.length, 1);
});

test('gone with what stands around it: told without being asked', async () => {
  const { box, told, it } = sending();
  it.begin(LOOK);
  box.parentElement.remove();
  await heard();
  assert.equal(told.length, 1);
});

test('emptied without a gesture, an empty box sent, or written on: not told', () => {
  const { box, told, it } = sending();
  box.value = '';
  it.check();
  it.begin({ text: '' });
  it.check();
  box.value = LOOK.text;
  it.begin(LOOK);
  it.end();
  box.value = '';
  it.check();
  assert.deepEqual(told, []);
});

test('a box that is emptied much later was not sent by that', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { box, told, it } = sending();
  it.begin(LOOK);
  t.mock.timers.tick(10_000);
  box.value = '';
  it.check();
  assert.deepEqual(told, []);
  // But where nothing else tells, it is looked at.
  box.value = LOOK.text;
  it.begin(LOOK);
  box.value = '';
  t.mock.timers.tick(500);
  assert.equal(told.length, 1);
});
