// The try-it page: one of every kind of box, to write in with the extension loaded.

import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import { Editor as Draft, EditorState } from 'draft-js';
import draftStyle from 'draft-js/dist/Draft.css';
import { createEditor } from 'lexical';
import React, { useState } from 'react';
import { createRoot } from 'react-dom/client';

const box = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

function DraftBox() {
  const [state, setState] = useState(() => EditorState.createEmpty());
  return React.createElement(Draft, { editorState: state, onChange: setState, ariaLabel: 'A post (Draft.js)' });
}
document.head.append(Object.assign(document.createElement('style'), { textContent: draftStyle }));
createRoot(box('draft')).render(React.createElement(DraftBox));

const lexical = createEditor({ onError: console.error });
lexical.setRootElement(box('lexical'));
registerRichText(lexical);
registerHistory(lexical, createEmptyHistoryState(), 300);

box('open').addEventListener('click', () => /** @type {HTMLDialogElement} */ (box('dialog')).showModal());

const root = box('shadow').attachShadow({ mode: 'open' });
const area = document.createElement('textarea');
area.setAttribute('aria-label', 'A message (in a shadow root)');
area.style.cssText = 'box-sizing:border-box;width:100%;height:4.5em;font:inherit;color:inherit;background:transparent;border:1px solid #8886;border-radius:8px;padding:8px 10px';
root.append(area);
