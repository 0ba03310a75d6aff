import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';

/** @type {import('./index.js').mount} */
export function mount(place, { attributes, onKey }) {
  // ProseMirror writes the attributes anew whenever it draws.
  const editorProps = { attributes: { ...attributes, 'data-box': '' }, handleKeyDown: (_view, event) => onKey(event) };
  const editor = new Editor({ element: place, extensions: [StarterKit], injectCSS: false, editorProps });
  return {
    editable: editor.view.dom,
    model: () => editor.getText({ blockSeparator: '\n' }),
    clear: () => editor.commands.clearContent(true),
  };
}
