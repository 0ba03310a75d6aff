import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import { $createParagraphNode, $getRoot, COMMAND_PRIORITY_HIGH, createEditor, KEY_ENTER_COMMAND } from 'lexical';

/** @type {import('./index.js').mount} */
export const mount = (place, options) => begin(place, options, registerRichText);

/** @param {(editor: import('lexical').LexicalEditor) => void} register what makes it rich or plain */
export function begin(place, { onKey }, register) {
  const editable = document.createElement('div');
  editable.contentEditable = 'true';
  editable.dataset.lexicalEditor = 'true';
  editable.style.cssText = 'user-select: text; white-space: pre-wrap; word-break: break-word';
  place.append(editable);
  const editor = createEditor({ onError: (error) => { throw error; } });
  editor.setRootElement(editable);
  register(editor);
  registerHistory(editor, createEmptyHistoryState(), 300);
  editor.registerCommand(KEY_ENTER_COMMAND, (event) => onKey(event) && (event.preventDefault(), true), COMMAND_PRIORITY_HIGH);
  return {
    editable,
    model: () => editor.getEditorState().read(() => $getRoot().getTextContent()),
    clear: () => editor.update(() => $getRoot().clear().append($createParagraphNode()).selectEnd()),
  };
}
