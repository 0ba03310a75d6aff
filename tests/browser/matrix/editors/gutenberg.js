// WordPress's block editor with its own rich text: every block is an editable of its own. The blocks may stand in another
// document than this script, as they do in its canvas.

import { __unstableUseRichText as useRichText, insert } from '@wordpress/rich-text';
import { createElement, useState } from 'react';
import { render } from './react.js';

/** A block that was there before. */
const BEFORE = 'The pond was frozen over this morning.';

/** @type {import('./index.js').mount} */
export function mount(place, { attributes, onKey }) {
  const values = [BEFORE, ''];
  const changes = [];

  function Block({ index }) {
    const [value, setValue] = useState(values[index]);
    const [[selectionStart, selectionEnd], setSelection] = useState([0, 0]);
    const onChange = (value) => setValue((values[index] = value));
    changes[index] = onChange;
    const { ref, getValue, onChange: apply } = useRichText({ value, onChange, selectionStart, selectionEnd, onSelectionChange: (...ends) => setSelection(ends), __unstableIsSelected: true });
    const last = index === values.length - 1;
    const onKeyDown = (event) => {
      if (event.key !== 'Enter' || onKey(event.nativeEvent)) return;
      event.preventDefault();
      apply(insert(getValue(), '\n'));
    };
    const properties = { ref, role: 'document', className: 'block-editor-rich-text__editable wp-block wp-block-paragraph', contentEditable: true, suppressContentEditableWarning: true, style: { whiteSpace: 'pre-wrap' }, onKeyDown };
    return createElement('p', { ...properties, ...(last ? { ...attributes, 'data-box': '' } : {}) });
  }

  render(place, () => createElement('div', { className: 'is-root-container block-editor-block-list__layout' }, values.map((_, index) => createElement(Block, { index, key: index }))));
  const text = (html) => html.replaceAll('<br>', '\n').replaceAll('&amp;', '&');
  return {
    editable: place.querySelector('[data-box]'),
    before: `${BEFORE}\n\n`,
    model: () => text(values[1]),
    // What is published leaves the editor.
    clear: () => changes.forEach((change) => change('')),
    // Undo is the editor's store's, which is not here.
    undo: false,
  };
}
