// Discord: Slate. Slack: Quill 1. WhatsApp: Lexical. Telegram: plain editables in both its clients.

import { h } from '../page.js';
import { OTHER, OTHER_READER, PARENT, READER } from '../texts.js';

const slate = (label) => ({ editor: 'slate', box: { role: 'textbox', 'aria-label': label, 'aria-multiline': 'true', 'aria-haspopup': 'listbox' }, key: 'enter' });
const said = (id, text) => h('li', {}, h('div', { id: `message-content-${id}` }, h('span', {}, text)));
const discord = (c) => h('main', {}, h('ol', {}, said(1, OTHER), said(2, PARENT)), h('form', { submit: (event) => event.preventDefault() }, h('div', { class: 'channelTextArea_f75fb0' }, c.box, c.send('button', { type: 'button', 'aria-label': 'Send Message' }, '➤'))));

const quill = { editor: 'quill1', box: { role: 'textbox', spellcheck: 'false', 'aria-label': `Message to ${READER}` }, key: 'enter' };
const container = (text) => h('div', { 'data-qa': 'message_container' }, h('div', { 'data-qa': 'message-text' }, text));
const input = (c) => [h('div', { 'data-qa': 'message_input' }, c.box), c.send('button', { type: 'button', 'data-qa': 'texty_send_button', 'aria-label': 'Send now' }, '➤')];

const plain = (attributes) => ({ editor: 'contenteditable', box: attributes, key: 'enter' });

const chat = (c) => [h('div', { 'data-qa': 'channel_name' }, READER), container(OTHER), container(PARENT), ...input(c), h('div', { 'data-qa': 'threads_flexpane' }, container(OTHER))];

export const chats = {
  'discord/message': { ...slate(`Message @${READER}`), page: discord },
  'discord/chat': { ...slate('Message #otters'), page: discord },
  'slack/chat': { ...quill, page: chat },
  'slack/chat quill 2': { ...quill, editor: 'quill2', page: chat },
  'slack/reply': { ...quill, box: { ...quill.box, 'aria-label': 'Reply…' }, page: (c) => [h('div', { 'data-qa': 'channel_name' }, 'otters'), container(OTHER), h('div', { 'data-qa': 'threads_flexpane' }, container(PARENT), ...input(c))] },
  'whatsapp/message': {
    editor: 'lexical-plain',
    box: { role: 'textbox', 'data-tab': '10', 'aria-label': `Type to ${READER}` },
    key: 'enter',
    page: (c) => [h('header', {}, h('span', { dir: 'auto' }, OTHER_READER)), h('div', { id: 'main' }, h('header', {}, h('span', { dir: 'auto', 'data-testid': 'conversation-info-header-chat-title' }, READER)), h('div', { class: 'message-in' }, h('div', { class: 'copyable-text' }, h('span', {}, PARENT))), h('footer', {}, h('div', { 'data-testid': 'conversation-compose-box-input-place' }, c.box), c.send('button', { type: 'button', 'aria-label': 'Send' }, '➤')))],
  },
  'telegram/message-a': {
    ...plain({ id: 'editable-message-text', role: 'textbox' }),
    page: (c) => [h('div', { class: 'MiddleHeader' }, h('div', { class: 'ChatInfo' }, h('h3', { class: 'title' }, READER))), h('div', { class: 'ComposerEmbeddedMessage' }, h('p', { class: 'message-text' }, PARENT)), c.box, c.send('button', { type: 'button', class: 'Button send' }, '➤')],
  },
  'telegram/message-k': {
    ...plain({ class: 'input-message-input i18n', dir: 'auto' }),
    page: (c) => [h('div', { class: 'chat-info' }, h('div', { class: 'peer-title' }, READER)), h('div', { class: 'reply-wrapper' }, h('div', { class: 'reply-subtitle' }, PARENT)), c.box, h('div', { class: 'input-message-input input-field-input-fake', contenteditable: 'true', tabindex: '-1', style: 'position:absolute;left:-999px' }), c.send('button', { type: 'button', class: 'btn-icon btn-send' }, '➤')],
  },
  'telegram/caption': {
    ...plain({ id: 'editable-message-text-modal', role: 'textbox' }),
    leaves: '.modal-dialog',
    page: (c) => h('div', { class: 'modal-dialog', role: 'dialog' }, c.box, c.send('button', { type: 'button', class: 'Button' }, 'Send')),
  },
};
