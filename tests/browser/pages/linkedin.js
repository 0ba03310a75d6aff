// LinkedIn as the registry knows it: the invite dialog in its three homes (the page, the open shadow root of
// #interop-outlet, a dialog.showModal()) and in a frame; a message bubble; a Quill post; a TipTap comment.

import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import Quill from 'quill1';
import quillStyle from 'quill1/dist/quill.core.css';

const style = document.createElement('style');
style.textContent = `
  ${quillStyle}
  body { margin: 0; padding: 16px; font: 14px/1.4 system-ui, sans-serif; background: #f4f2ee; color: #000000e6; }
  .card { max-width: 560px; margin: 0 0 16px; padding: 16px; border-radius: 8px; background: #fff; }
  .ql-container { height: auto; border: 1px solid #ccc; border-radius: 4px; }
  .ProseMirror { white-space: pre-wrap; padding: 8px; border: 1px solid #ccc; border-radius: 16px; }
  .ProseMirror p { margin: 0; }
  .msg-form__contenteditable { min-height: 48px; padding: 8px; background: #f4f2ee; }
  @media (prefers-color-scheme: dark) { body { background: #000; color: #ffffffe6; } .card { background: #1b1f23; } .msg-form__contenteditable { background: #000; } }`;
document.head.append(style);

const dialogStyle = `
  .artdeco-modal { position: fixed; inset: 60px 0 auto; width: 500px; max-width: 90vw; margin: 0 auto; padding: 20px; border: 0; border-radius: 8px; background: #fff; color: #000000e6; box-shadow: 0 8px 30px #0005; font: 14px/1.4 system-ui, sans-serif; }
  textarea { box-sizing: border-box; width: 100%; height: 90px; font: inherit; background: #fff; color: inherit; }
  .row { display: flex; gap: 8px; justify-content: flex-end; margin-top: 12px; }
  .count { text-align: right; color: #666; font-size: 12px; }
  .send { padding: 6px 16px; border: 0; border-radius: 16px; background: #0a66c2; color: #fff; font-weight: 600; }
  @media (prefers-color-scheme: dark) { .artdeco-modal, textarea { background: #1b1f23; color: #ffffffe6; } }`;

/** @param {string} name @param {Record<string, any>} properties */
function make(name, properties = {}, ...children) {
  const { attributes = {}, ...rest } = properties;
  const one = Object.assign(document.createElement(name), rest);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  one.append(...children);
  return one;
}

/** The first screen names the person, the second has the box. @param {HTMLElement} dialog @param {string} name */
function fill(dialog, name) {
  const content = make('div', { className: 'artdeco-modal__content' });
  const first = () => {
    const note = make('button', { type: 'button', onclick: second, attributes: { 'aria-label': 'Add a note' } }, 'Add a note');
    content.replaceChildren(make('p', {}, 'Personalize your invitation to ', make('strong', {}, name), ' by adding a note.'), make('div', { className: 'row' }, note));
    // As good dialogs do.
    queueMicrotask(() => note.focus());
  };
  const second = () => {
    const count = make('div', { className: 'count' }, '0/200');
    const box = make('textarea', { id: 'custom-message', name: 'message', maxLength: 300 });
    box.addEventListener('input', () => (count.textContent = `${box.value.length}/200`));
    const send = make('button', { type: 'button', className: 'send', attributes: { 'aria-label': 'Send invitation' } }, 'Send');
    send.onclick = () => (box.value = '');
    content.replaceChildren(make('label', {}, 'Add a note'), box, count, make('div', { className: 'row' }, make('button', { type: 'button' }, 'Cancel'), send));
    box.focus();
  };
  first();
  dialog.append(make('style', { textContent: dialogStyle }), content);
  return dialog;
}

const homes = {
  classic(name) {
    document.body.append(fill(make('div', { className: 'artdeco-modal send-invite', attributes: { role: 'dialog', 'aria-labelledby': 'send-invite-modal' } }), name));
  },
  outlet(name) {
    const outlet = make('div', { id: 'interop-outlet', attributes: { 'data-testid': 'interop-shadowdom' } });
    outlet.attachShadow({ mode: 'open' }).append(fill(make('div', { className: 'artdeco-modal', attributes: { role: 'dialog', 'data-test-modal': '' } }), name));
    document.body.append(outlet);
  },
  modal(name) {
    const dialog = fill(make('dialog', { className: 'artdeco-modal' }), name);
    document.body.append(dialog);
    dialog.showModal();
  },
  frame(name) {
    const frame = make('iframe', { src: `/preload/custom-invite/?dialog=classic&name=${encodeURIComponent(name)}`, attributes: { 'data-testid': 'interop-iframe', style: 'position:fixed;inset:0;width:100%;height:100%;border:0' } });
    document.body.append(frame);
  },
};

window.models = {};
const query = new URLSearchParams(location.search);

if (location.pathname.startsWith('/in/')) {
  const connect = make('button', { type: 'button', id: 'connect', attributes: { 'aria-label': 'Invite Anna Berg to connect' } }, 'Connect');
  connect.onclick = () => homes[query.get('dialog') ?? 'classic']('Anna Berg');
  document.body.append(make('div', { className: 'card' }, make('h2', {}, 'Profile'), connect));
} else if (location.pathname.startsWith('/preload/')) {
  homes.classic(String(query.get('name')));
} else if (location.pathname.startsWith('/messaging')) {
  const box = make('div', { className: 'msg-form__contenteditable', contentEditable: 'true', attributes: { role: 'textbox', 'aria-multiline': 'true' } }, make('p', {}, make('br')));
  const send = make('button', { type: 'button', className: 'msg-form__send-button', onclick: () => box.replaceChildren(make('p', {}, make('br'))) }, 'Send');
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send.click();
  });
  const item = (text) => make('li', { className: 'msg-s-event-listitem msg-s-event-listitem--other' }, make('p', { className: 'msg-s-event-listitem__body' }, text));
  document.body.append(
    make('div', { className: 'card msg-convo-wrapper' }, make('h2', { className: 'msg-entity-lockup__entity-title' }, 'Anna Berg'), make('ul', {}, item('Hi, are the otters on Friday still on?')), make('form', { className: 'msg-form' }, box, send)),
  );
} else {
  const post = make('div', { className: 'card', attributes: { 'data-test-modal-id': 'sharebox' } }, make('div', { id: 'quill' }));
  const comment = make('div', { className: 'card', attributes: { role: 'listitem' } },
    make('button', { type: 'button', attributes: { 'aria-label': 'Open control menu for post by Anna Berg' } }, '…'),
    make('p', { attributes: { 'data-testid': 'expandable-text-box' } }, 'We moved the otters to the new pond today.'),
    make('div', { attributes: { 'data-testid': 'ui-core-tiptap-text-editor-wrapper' } }, make('div', { id: 'tiptap' })));
  document.body.append(post, comment);
  const quill = new Quill('#quill', { formats: [] });
  window.models.quill = () => quill.getText();
  const tiptap = new Editor({ element: document.querySelector('#tiptap'), extensions: [StarterKit], injectCSS: false, editorProps: { attributes: { role: 'textbox' } } });
  window.models.tiptap = () => tiptap.getText({ blockSeparator: '\n' });
}
