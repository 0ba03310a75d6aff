// Texts that no engine has seen: sentences of texts.json in an order that only their number gives.

import { readFileSync } from 'node:fs';

/** @type {Record<string, Record<'quiet' | 'noisy', string[]>>} */
export const SENTENCES = JSON.parse(readFileSync(new URL('texts.json', import.meta.url), 'utf8'));

/** @param {string[]} sentences @param {number} length in UTF-16 code units @param {number} number */
export function text(sentences, length, number) {
  let text = `${number}: `;
  for (let at = number; text.length < length; ) {
    at = (at * 31 + 7) % 100003;
    text += `${sentences[at % sentences.length]} `;
  }
  // Not through the middle of an emoji.
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/u, '.');
}

/** Texts of all languages and both textures in turns. @param {number} length @param {number} count @param {number} [from] */
export function mixed(length, count, from = 0) {
  const kinds = Object.values(SENTENCES).flatMap(({ quiet, noisy }) => [quiet, noisy]);
  return Array.from({ length: count }, (_, index) => text(kinds[index % kinds.length], length, from + index));
}

/** @param {number[]} times @param {number} share */
export const rank = (times, share) => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
