// The page of the mix: what it says after erasing. The background is in the hand of the test.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { page } from './dom.mjs';

const MIX = { acts: [], counts: [], sites: [], weeks: [], nudged: 0, changed: 0 };
const REMEMBERED = { history_on: true, mix_on: false, mix: MIX, sites: ['x', 'linkedin'].map((key) => ({ key, name: key, count: 1 })), aside: [], full: false };
const HELD = { aside: [], laidDown: { switches: {}, sites: {}, problems: [] } };

let erase;
chrome.runtime.sendMessage = async ({ ask }) => ({ erase: () => erase(), settings: () => HELD, remembered: () => REMEMBERED })[ask]();
page(/<main>[^]*<\/main>/.exec(readFileSync(new URL('../../../extension/mix/mix.html', import.meta.url), 'utf8'))[0]);
await import('../../../extension/mix/mix.js');
const said = document.querySelector('#said');

for (const [name, answer, words] of [
  ['it was', async () => true, 'erase_done'],
  ['it was, once more', async () => true, 'erase_done'],
  ['the storage failed', async () => false, 'erase_failed'],
  ['the background failed', async () => null, 'erase_failed'],
  ['nobody answered', () => Promise.reject(new Error('no receiver')), 'erase_failed'],
]) {
  test(`${name}: ${words} is said, anew`, async () => {
    let meanwhile;
    erase = () => {
      meanwhile = said.textContent;
      return answer();
    };
    document.querySelector('#remembered button').click();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([meanwhile, said.textContent], ['', words]);
  });
}
