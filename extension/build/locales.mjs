// Writes `_locales` from the `[ui]` of the files of words: the browser's own format for what the pages and the card say.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'smol-toml';

/** The messages of every language, by its code. @param {string} words the folder of the files of words */
export function locales(words) {
  const files = readdirSync(words).filter((name) => name.endsWith('.toml'));
  const interfaces = files.map((name) => [basename(name, '.toml'), parse(readFileSync(join(words, name), 'utf8')).ui]);
  return Object.fromEntries(
    interfaces.map(([language, ui]) => [
      language,
      Object.fromEntries(Object.entries(ui).map(([key, text]) => [key, message(text)])),
    ]),
  );
}

/** `{site}` becomes a named placeholder; there is one at most in a message. @param {string} text */
function message(text) {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const placeholders = Object.fromEntries(names.map((name, index) => [name, { content: `$${index + 1}` }]));
  return { message: text.replaceAll(/\{(\w+)\}/g, '$$$1$$'), ...(names.length > 0 && { placeholders }) };
}
