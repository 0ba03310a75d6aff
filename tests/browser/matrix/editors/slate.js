import { createElement, useState } from 'react';
import { createEditor, Editor, Node, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';
import { render } from './react.js';

const EMPTY = [{ type: 'line', children: [{ text: '' }] }];

/** @type {import('./index.js').mount} */
export function mount(place, { attributes, onKey }) {
  const editor = withHistory(withReact(createEditor()));
  render(place, () => {
    const [initialValue] = useState(EMPTY);
    const onKeyDown = (event) => {
      if (onKey(event.nativeEvent)) event.preventDefault();
      else if (event.key === 'Enter' && event.shiftKey) {
        event.preventDefault();
        Editor.insertText(editor, '\n');
      }
    };
    return createElement(Slate, { editor, initialValue }, createElement(Editable, { ...attributes, 'data-box': '', onKeyDown, placeholder: 'Say something', spellCheck: true }));
  });
  return {
    editable: place.querySelector('[data-slate-editor]'),
    model: () => editor.children.map((node) => Node.string(node)).join('\n'),
    clear: () => Transforms.delete(editor, { at: { anchor: Editor.start(editor, []), focus: Editor.end(editor, []) } }),
  };
}
