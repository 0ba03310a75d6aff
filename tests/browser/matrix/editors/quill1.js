import Quill from 'quill1';
import style from 'quill1/dist/quill.core.css';
import { styled } from '../page.js';

/** @type {import('./index.js').mount} */
export const mount = (place, options) => begin(place, options, Quill, style);

/** Both generations have the same calls. @param {any} Quill @param {string} style */
export function begin(place, { onKey }, Quill, style) {
  const container = document.createElement('div');
  place.append(container);
  const handled = (key) => ({ key, handler: (_range, { event = window.event }) => !onKey(event) });
  const quill = new Quill(container, { formats: [] });
  // Before Quill's own, or it would have broken the line.
  for (const key of [13, 'Enter']) quill.keyboard.bindings[key]?.unshift({ ...handled(key), shiftKey: null, ctrlKey: null, metaKey: null });
  styled(place, style);
  return {
    editable: quill.root,
    model: () => quill.getText().replace(/\n$/, ''),
    clear: () => quill.setText('', 'user'),
  };
}
