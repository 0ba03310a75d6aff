import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Origin } from '../../../extension/content/origin.js';

const input = (inputType, data = null) => ({ type: 'beforeinput', inputType, data, dataTransfer: null });
const type = (data) => input('insertText', data);
const paste = { type: 'paste' };

/** name, the text at first, then what happened before each next text, and the counts at the end: typed, pasted, inserted */
const STORIES = [
  ['typing', '', [[[...'Hi'].map(type), 'Hi']], [2, 0, 0]],
  ['dictation and composition', '', [[[input('insertCompositionText', 'hello there')], 'hello there']], [11, 0, 0]],
  ['a paste that the editor takes for itself', '', [[[paste], 'pasted']], [0, 6, 0]],
  ['a paste', '', [[[paste, input('insertFromPaste', 'pasted')], 'pasted']], [0, 6, 0]],
  ['a drop', '', [[[input('insertFromDrop')], 'dropped']], [0, 7, 0]],
  ['a tool', '', [[[], 'all by itself']], [0, 0, 13]],
  ['a tool after a letter', '', [[[type('H')], 'Hello, I hope this finds you well']], [1, 0, 32]],
  ['typing after a pasted picture', '', [[[paste, { type: 'keydown', key: 'a' }, type('a')], 'a']], [1, 0, 0]],
  ['typing into a paste', '', [[[paste], 'abcdef'], [[type('x')], 'abcxdef']], [1, 6, 0]],
  ['deleting the paste', '', [[[type('a')], 'a'], [[paste], 'abcdef'], [[input('deleteContentBackward')], 'a']], [1, 0, 0]],
  ['undo', '', [[[input('historyUndo')], 'what was there']], [14, 0, 0]],
  ['what stood there before', 'a draft', [[[type('!')], 'a draft!']], [1, 0, 0]],
  ['keys that the editor takes for itself', '', [[[...'Hi'].map((key) => ({ type: 'keydown', key })), 'Hi']], [2, 0, 0]],
  ['a key and what the browser makes of it once', '', [[[{ type: 'keydown', key: 'H' }, type('H')], 'Hello']], [1, 0, 4]],
  ['a shortcut that fills the box', '', [[[{ type: 'keydown', key: 'v', ctrlKey: true }], 'Hello']], [0, 0, 5]],
  ['a correction that was chosen', 'teh', [[[input('insertReplacementText', 'the')], 'the']], [2, 0, 0]],
  ['a space that is read with the next word', '', [[[...'Hi '].map(type), 'Hi'], [[...'you'].map(type), 'Hi you']], [6, 0, 0]],
  ['a tool that waits for a space', '', [[[...'Hi '].map(type), 'Hi'], [[], 'Hi friends']], [3, 0, 7]],
  ['a new block', '', [[[type('a')], 'a'], [[{ type: 'keydown', key: 'Enter' }, input('insertParagraph')], 'a'], [[type('b')], 'a\n\nb']], [4, 0, 0]],
  ['a composition that grows', '', [[['に', 'にほ', 'にほん'].map((text) => input('insertCompositionText', text)), 'にほん']], [3, 0, 0]],
  ['a line of its own', '', [[[{ type: 'keydown', key: 'Enter' }], '\n']], [1, 0, 0]],
];

for (const [name, before, steps, [typed, pasted, inserted]] of STORIES) {
  test(`counts ${name}`, () => {
    const origin = new Origin(before);
    for (const [events, text] of steps) {
      events.forEach((event) => origin.note(event));
      origin.settle(text);
    }
    assert.deepEqual(origin.counts(), { typed, pasted, inserted });
  });
}
