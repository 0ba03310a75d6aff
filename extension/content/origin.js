// How the characters of a draft arrived: typed, pasted, or put there by a program. Kept as runs over the text, so that
// deleting a pasted part takes its count away.

/** @typedef {{source: 'typed' | 'pasted' | 'inserted' | 'unknown', length: number}} Run */

import { edit } from './read.js';

/** Characters that were typed and are not in the text yet: a space at its end is read with the next word. */
const CARRIED = 2;
const PASTING = new Set(['insertFromPaste', 'insertFromPasteAsQuotation', 'insertFromDrop', 'insertFromYank']);

export class Origin {
  /** As many characters of the next change as the person can have typed since the last one. */
  typed = 0;
  /** What the last key alone would write: an editor can take it for itself, and no `beforeinput` comes. */
  keyed = 0;
  pasting = false;

  /** What stood there before anybody looked belongs to nobody. @param {string} text */
  constructor(text) {
    this.text = text;
    /** @type {Run[]} */
    this.runs = [{ source: 'unknown', length: text.length }];
  }

  // What the person did; the change that follows is theirs. Dictation and composition come as typing. An editor can take a
  // paste for itself, then only the `paste` event tells.
  /** @param {Event} event trusted */
  note(event) {
    if (event.type === 'paste' || event.type === 'drop') this.pasting = true;
    else if (event.type === 'keydown') {
      // A paste that changed nothing, of a picture say, is over with the next key.
      this.pasting = false;
      const { key, ctrlKey, metaKey } = /** @type {KeyboardEvent} */ (event);
      this.keyed = key === 'Enter' || (/^.$/u.test(key) && !ctrlKey && !metaKey) ? 1 : 0;
      this.typed += this.keyed;
    } else {
      const { inputType, data, dataTransfer } = /** @type {InputEvent} */ (event);
      if (PASTING.has(inputType)) this.pasting = true;
      // What undo brings back is not known to have been pasted.
      else if (inputType.startsWith('history')) this.typed = Infinity;
      else if (inputType.startsWith('insert')) this.typed += (data ?? dataTransfer?.getData('text/plain') ?? ' ').length - this.keyed;
      this.keyed = 0;
    }
  }

  /** The text has changed to this. @param {string} text */
  settle(text) {
    if (text === this.text) return;
    const { start, removed, added } = edit(this.text, text);
    // The line ends between words that were typed are read, not written: a new block is one key.
    const breaks = this.typed > 0 ? text.slice(start, start + added).split('\n').length - 1 : 0;
    const typed = Math.min(added, this.typed + breaks);
    /** @type {Run[]} */
    const put = this.pasting
      ? [{ source: 'pasted', length: added }]
      : [{ source: 'typed', length: typed }, { source: 'inserted', length: added - typed }];
    this.runs = [...cut(this.runs, 0, start), ...put, ...cut(this.runs, start + removed, Infinity)];
    this.text = text;
    this.typed = this.pasting ? 0 : Math.min(Math.max(this.typed - typed, 0), CARRIED);
    this.pasting = false;
  }

  /** @returns {Counts} */
  counts() {
    const counts = { typed: 0, pasted: 0, inserted: 0, unknown: 0 };
    for (const { source, length } of this.runs) counts[source] += length;
    return { typed: counts.typed, pasted: counts.pasted, inserted: counts.inserted };
  }
}

/** The runs between two offsets. @param {Run[]} runs @param {number} start @param {number} end */
function cut(runs, start, end) {
  let at = 0;
  return runs.flatMap(({ source, length }) => {
    const from = Math.max(at, start);
    const to = Math.min(at + length, end);
    at += length;
    return to > from ? [{ source, length: to - from }] : [];
  });
}
