// Writes `_locales` from the `[ui]` of the files of words: the browser's own format for what the pages and the card say.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'smol-toml';

/** The messages and the reasons of every language, by its code. @param {string} words the folder of the files of words */
export function locales(words) {
  const files = readdirSync(words).filter((name) => name.endsWith('.toml'));
  return Object.fromEntries(
    files.map((name) => {
      const { ui, reasons } = parse(readFileSync(join(words, name), 'utf8'));
      const messages = Object.fromEntries(Object.entries(ui).map(([key, text]) => [key, message(text)]));
      return [basename(name, '.toml'), { messages, reasons }];
    }),
  );
}

/** One in single braces: what a draft to play with has in double ones is its own. */
const BLANK = /(?<!\{)\{(\w+)\}(?!\})/g;

/** `{site}` becomes a named placeholder; there is one at most in a message. @param {string} text */
function message(text) {
  const names = [...text.matchAll(BLANK)].map(([, name]) => name);
  const placeholders = Object.fromEntries(names.map((name, index) => [name, { content: `$${index + 1}` }]));
  return { message: text.replaceAll('$', '$$$$').replaceAll(BLANK, '$$$1$$'), ...(names.length > 0 && { placeholders }) };
}
