// The real editors, from npm. Each file exports `mount(place, options)`, which makes one in an empty element of the page, and
// answers with `{editable, model(), clear()}`: what it believes its text to be, and what a site does to it after sending; and,
// where it is so, `before` (text of the draft that was there), `shared` (with what is not the draft), `undo: false`.

/**
 * @typedef {object} Options
 * @property {Record<string, string>} attributes of the editable
 * @property {(event: KeyboardEvent) => boolean} onKey whether the site took the key for itself
 * @property {HTMLElement[]} [foreign] what stands in the editable and is not the person's own
 */

/** @type {Record<string, () => Promise<{mount: (place: HTMLElement, options: Options) => any}>>} */
const EDITORS = {
  contenteditable: () => import('./plain.js'),
  draft: () => import('./draft.js'),
  gutenberg: () => import('./gutenberg.js'),
  lexical: () => import('./lexical.js'),
  'lexical-plain': () => import('./lexical-plain.js'),
  quill1: () => import('./quill1.js'),
  quill2: () => import('./quill2.js'),
  'react-textarea': () => import('./react-textarea.js'),
  slate: () => import('./slate.js'),
  textarea: () => import('./textarea.js'),
  tiptap: () => import('./tiptap.js'),
};

/** @param {string} name @param {HTMLElement} place @param {Options} options */
export async function mount(name, place, options) {
  const editor = await EDITORS[name]();
  const mounted = await editor.mount(place, options);
  for (const [key, value] of Object.entries({ ...options.attributes, 'data-box': '' })) mounted.editable.setAttribute(key, value);
  return mounted;
}
