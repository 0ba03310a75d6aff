import { Editor, EditorState, getDefaultKeyBinding } from 'draft-js';
import style from 'draft-js/dist/Draft.css';
import { createElement, useState } from 'react';
import { styled } from '../page.js';
import { render } from './react.js';

/** @type {import('./index.js').mount} */
export function mount(place, { onKey }) {
  let state = EditorState.createEmpty();
  let change;
  render(place, () => {
    [state, change] = useState(state);
    return createElement(Editor, {
      editorState: state,
      onChange: change,
      keyBindingFn: (event) => (onKey(event) ? 'sent' : getDefaultKeyBinding(event)),
      handleKeyCommand: (command) => (command === 'sent' ? 'handled' : 'not-handled'),
    });
  });
  styled(place, style);
  return {
    editable: place.querySelector('.public-DraftEditor-content'),
    model: () => state.getCurrentContent().getPlainText(),
    clear: () => change(EditorState.moveFocusToEnd(EditorState.createEmpty())),
  };
}
