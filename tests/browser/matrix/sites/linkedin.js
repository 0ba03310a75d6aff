// LinkedIn in both its generations, and Sales Navigator.

import { h, shadow } from '../page.js';
import { OTHER, OTHER_READER, PARENT, READER } from '../texts.js';

const NOTE = { editor: 'textarea', box: { id: 'custom-message', name: 'message', maxlength: '300' } };

/** Its first screen names the person and takes the focus, its second has the box. */
function invitation(c) {
  const content = h('div', { class: 'artdeco-modal__content' });
  const second = () => content.replaceChildren(h('label', { for: 'custom-message' }, 'Add a note'), c.box, h('span', {}, '0/300'),
    h('button', { type: 'button', 'aria-label': 'Dismiss' }, 'Cancel'), c.send('button', { type: 'button', 'aria-label': 'Send invitation' }, 'Send'));
  const note = c.open('button', { type: 'button', 'aria-label': 'Add a note' }, 'Add a note', second);
  content.append(h('p', {}, 'Personalize your invitation to ', h('strong', {}, READER), ' by adding a note.'), note);
  setTimeout(() => note.focus());
  return h('div', { role: 'dialog', class: 'artdeco-modal send-invite', 'aria-labelledby': 'send-invite-modal', 'data-test-modal': '' }, h('h2', { id: 'send-invite-modal' }, 'Add a note to your invitation?'), content);
}

/** What other dialogs and bubbles stand in: an open shadow root. */
const outlet = (...children) => shadow(h('div', { id: 'interop-outlet', 'data-testid': 'interop-shadowdom' }), ...children);

const bubble = (name, text, ...children) =>
  h('div', { class: 'msg-overlay-conversation-bubble' },
    h('h2', { class: 'msg-overlay-bubble-header__title' }, name),
    h('ul', {}, text ? h('li', { class: 'msg-s-event-listitem msg-s-event-listitem--other' }, h('p', { class: 'msg-s-event-listitem__body' }, text)) : ''),
    ...children);

const MESSAGE = { editor: 'contenteditable', box: { class: 'msg-form__contenteditable', role: 'textbox', 'aria-multiline': 'true', 'aria-label': 'Write a message…' } };
const form = (c, ...above) => h('form', { class: 'msg-form', submit: (event) => event.preventDefault() }, ...above, c.box, c.send('button', { type: 'button', class: 'msg-form__send-button' }, 'Send'));

const POST = { editor: 'tiptap', box: { role: 'textbox', 'aria-label': 'Text editor for creating comment' } };
const update = (name, text, ...children) =>
  h('div', { role: 'listitem' },
    h('button', { type: 'button', 'aria-label': `Open control menu for post by ${name}` }, '…'),
    h('p', { 'data-testid': 'expandable-text-box' }, text, h('button', { type: 'button', 'data-testid': 'expandable-text-button' }, '… more')),
    ...children);

const SHARE = { editor: 'quill1', box: { 'data-test-ql-editor-contenteditable': 'true', role: 'textbox', 'aria-label': 'Text editor for creating content' }, leaves: '[role="dialog"]' };
const share = (c) => h('div', { role: 'dialog', class: 'share-box-v2__modal', 'data-test-modal-id': 'sharebox' }, c.box, c.send('button', { type: 'button', class: 'share-actions__primary-action' }, 'Post'));

export const linkedin = {
  'linkedin/invite': { ...NOTE, leaves: '.artdeco-modal', page: (c) => [h('h1', {}, OTHER_READER), c.open('button', { type: 'button' }, 'Connect', (button) => button.replaceWith(outlet(invitation(c))))] },
  'linkedin/invite frame': {
    ...NOTE,
    leaves: '.artdeco-modal',
    page: () => h('iframe', { 'data-testid': 'interop-iframe', src: `/preload/custom-invite/?vanityName=anna${location.hash}` }),
    framed: (c) => c.open('button', { type: 'button' }, 'Connect', (button) => button.replaceWith(invitation(c))),
  },
  'linkedin/inmail': {
    ...MESSAGE,
    page: (c) => outlet(h('div', { class: 'msg-overlay-conversation-bubble msg-inmail-compose' }, h('div', { class: 'msg-compose-form__recipient' }, READER), form(c, h('input', { name: 'subject', placeholder: 'Subject' })))),
  },
  'linkedin/message': { ...MESSAGE, key: 'enter', page: (c) => outlet(bubble(OTHER_READER, OTHER), bubble(READER, PARENT, form(c))) },
  'linkedin/comment': {
    ...POST,
    page: (c) => [update(OTHER_READER, OTHER), update(READER, PARENT,
      h('div', { componentkey: 'commentBox-urn1' }, h('div', { 'data-testid': 'ui-core-tiptap-text-editor-wrapper' }, c.box), h('div', { componentkey: 'commentButtonSection-urn1' }, c.send('button', { type: 'button' }, 'Comment'))))],
  },
  'linkedin/comment-classic': {
    editor: 'quill1',
    box: { role: 'textbox', 'aria-label': 'Text editor for creating content' },
    page: (c) => ['', c].map((here) =>
      h('div', { class: 'feed-shared-update-v2' },
        h('span', { class: 'update-components-actor__name' }, here ? READER : OTHER_READER),
        h('div', { class: 'update-components-text' }, here ? PARENT : OTHER),
        here ? h('div', { class: 'comments-comment-box' }, h('form', { class: 'comments-comment-box__form' }, h('div', { class: 'comments-comment-texteditor' }, c.box), c.send('button', { type: 'button', class: 'comments-comment-box__submit-button--cr' }, 'Comment'))) : '')),
  },
  'linkedin/post': { ...SHARE, page: share },
  'linkedin/post shadow': { ...SHARE, page: (c) => outlet(share(c)) },
  'linkedin/post-sdui': {
    editor: 'tiptap',
    box: { componentkey: 'ShareBox_textEditor', role: 'textbox', 'aria-label': 'Text editor for creating content' },
    leaves: 'dialog',
    page: (c) => h('dialog', { open: '' }, h('div', { 'data-sdui-screen': 'com.linkedin.sdui.flagshipnav.sharing.ShareCompose' }, h('button', { type: 'button' }, 'Post to anyone'), c.box, c.send('button', { type: 'button' }, h('span', {}, 'Post')))),
  },
  'linkedin-sales/invite': {
    editor: 'textarea',
    box: { id: 'connect-cta-form__invitation', maxlength: '300' },
    leaves: '[role="dialog"]',
    page: (c) => [h('span', { 'data-anonymize': 'person-name' }, OTHER_READER),
      h('div', { role: 'dialog', 'aria-labelledby': 'connect-cta-form__header' }, h('h2', { id: 'connect-cta-form__header' }, 'Invite'), h('div', { 'data-sn-view-name': 'subpage-connect-modal' }, h('span', { 'data-anonymize': 'person-name' }, READER), c.box, c.send('button', { type: 'button', class: 'connect-cta-form__send' }, 'Send Invitation')))],
  },
  'linkedin-sales/inmail': {
    editor: 'textarea',
    box: { class: 'compose-form__message-field', name: 'message' },
    page: (c) => h('section', { id: 'message-overlay' }, h('span', { 'data-anonymize': 'person-name' }, READER), h('form', { class: 'compose-form' }, h('input', { class: 'compose-form__subject-field' }), c.box, c.send('button', { type: 'button' }, h('span', {}, 'Send')))),
  },
};
