// How the characters of a draft arrived: typed, pasted, or put there by a program. Kept as runs over the text, so that
// deleting a pasted part takes its count away.

/** @typedef {{source: 'typed' | 'pasted' | 'inserted' | 'unknown', length: number}} Run */

import { edit } from './read.js';

const PASTING = new Set(['insertFromPaste', 'insertFromPasteAsQuotation', 'insertFromDrop', 'insertFromYank']);

export class Origin {
  /** As many characters of the next change as the person can have typed since the last one. */
  typed = 0;
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
      if (/** @type {KeyboardEvent} */ (event).key === 'Enter') this.typed += 1;
    } else {
      const { inputType, data, dataTransfer } = /** @type {InputEvent} */ (event);
      if (PASTING.has(inputType)) this.pasting = true;
      // What undo brings back is not known to have been pasted.
      else if (inputType.startsWith('history')) this.typed = Infinity;
      else if (inputType.startsWith('insert')) this.typed += (data ?? dataTransfer?.getData('text/plain') ?? ' ').length;
    }
  }

  /** The text has changed to this. @param {string} text */
  settle(text) {
    if (text === this.text) return;
    const { start, removed, added } = edit(this.text, text);
    const typed = Math.min(added, this.typed);
    /** @type {Run[]} */
    const put = this.pasting
      ? [{ source: 'pasted', length: added }]
      : [{ source: 'typed', length: typed }, { source: 'inserted', length: added - typed }];
    this.runs = [...cut(this.runs, 0, start), ...put, ...cut(this.runs, start + removed, Infinity)];
    this.text = text;
    this.typed = 0;
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
