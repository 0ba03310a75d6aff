// Facebook, Messenger, Instagram, Threads: Lexical, and a controlled textarea under Instagram's pictures.

import { h } from '../page.js';
import { OTHER, OTHER_READER, PARENT, READER } from '../texts.js';

const button = (c, label, attributes = {}) => c.send('div', { role: 'button', tabindex: '0', ...attributes }, label);
const lexical = (attributes) => ({ editor: 'lexical', box: { role: 'textbox', spellcheck: 'true', ...attributes } });

const story = (name, text, ...children) =>
  h('div', { role: 'article' }, h('div', { 'data-ad-rendering-role': 'profile_name' }, h('a', { href: '#' }, name)), h('div', { 'data-ad-rendering-role': 'story_message', dir: 'auto' }, text), ...children);
const comment = (name, text, ...children) => h('div', { role: 'article', 'aria-label': `Comment by ${name} 3 hours ago` }, h('a', { href: '#' }, h('span', {}, name)), h('div', {}, h('div', { dir: 'auto' }, text)), ...children);

const thread = (c) =>
  h('div', { role: 'main', 'aria-label': `Conversation titled ${READER}` }, h('h2', {}, READER), h('div', { 'aria-label': 'Thread composer' }, c.box), button(c, '', { 'aria-label': 'Press Enter to send', style: 'width:20px;height:20px' }));
const MESSAGE = { ...lexical({ 'aria-label': 'Message', 'aria-placeholder': 'Aa' }), key: 'enter' };

const pressable = (name, text) => h('div', { 'data-pressable-container': 'true' }, h('a', { href: `/@${name}` }, h('span', { translate: 'no' }, name)), h('div', {}, h('span', { dir: 'auto' }, text)));

const commented = (c, label) =>
  h('div', { role: 'main' }, story(OTHER_READER, OTHER), story(READER, PARENT, comment(OTHER_READER, OTHER), h('form', { role: 'presentation' }, c.box, h('div', { id: 'focused-state-composer-submit' }, button(c, '➤', { 'aria-label': label })))));
const under = (c, label) =>
  [['', OTHER_READER, OTHER], [c, READER, PARENT]].map(([here, name, text]) =>
    h('article', {}, h('header', {}, h('a', { href: '/them/' }, name)), h('h1', { dir: 'auto' }, text),
      here ? h('form', { submit: (event) => event.preventDefault() }, c.box, button(c, label)) : ''));

export const meta = {
  'facebook/post': {
    ...lexical({ 'aria-label': "What's on your mind, Kim?" }),
    leaves: '[role="dialog"]',
    page: (c) => [story(OTHER_READER, OTHER), h('div', { role: 'dialog', 'aria-label': 'Create post' }, h('form', {}, c.box, button(c, 'Post', { 'aria-label': 'Post' })))],
  },
  'facebook/comment': {
    ...lexical({ 'aria-label': 'Comment as Kim' }),
    key: 'enter',
    page: (c) => commented(c, 'Comment'),
  },
  'facebook/comment German': {
    ...lexical({ 'aria-label': 'Als Kim kommentieren' }),
    key: 'enter',
    page: (c) => commented(c, 'Kommentieren'),
  },
  'facebook/reply': {
    ...lexical({ 'aria-label': `Reply to ${READER}` }),
    key: 'enter',
    page: (c) => h('div', { role: 'main' }, story(OTHER_READER, OTHER, comment(OTHER_READER, OTHER), comment(READER, PARENT, h('form', { role: 'presentation' }, c.box, h('div', { id: 'focused-state-composer-submit' }, button(c, '➤', { 'aria-label': 'Comment' })))))),
  },
  'facebook/message': { ...MESSAGE, page: thread },
  'messenger/message': { ...MESSAGE, page: thread },
  'instagram/post': {
    ...lexical({ 'aria-label': 'Write a caption...' }),
    leaves: '[role="dialog"]',
    page: (c) => h('div', { role: 'dialog', 'aria-label': 'Create new post' }, button(c, 'Share'), c.box, h('span', {}, '0/2,200')),
  },
  'instagram/comment': { editor: 'react-textarea', box: { 'aria-label': 'Add a comment…', autocomplete: 'off' }, key: 'enter', page: (c) => under(c, 'Post') },
  'instagram/comment German': { editor: 'react-textarea', box: { 'aria-label': 'Kommentar hinzufügen …', autocomplete: 'off' }, key: 'enter', page: (c) => under(c, 'Posten') },
  'instagram/message': { ...lexical({ 'aria-label': 'Message' }), key: 'enter', page: (c) => h('main', {}, h('header', {}, h('a', { href: '/them/' }, h('span', {}, READER))), c.box, button(c, 'Send')) },
  'threads/post': { ...lexical({ 'aria-label': 'Empty text field' }), leaves: '[role="dialog"]', page: (c) => [pressable(OTHER_READER, OTHER), h('div', { role: 'dialog' }, c.box, button(c, 'Post'))] },
  'threads/post plaintext-only': { editor: 'contenteditable', box: { role: 'textbox', contenteditable: 'plaintext-only' }, leaves: '[role="dialog"]', page: (c) => h('div', { role: 'dialog' }, c.box, button(c, 'Post')) },
  'threads/reply': { ...lexical({}), leaves: '[role="dialog"]', page: (c) => [pressable(OTHER_READER, OTHER), h('div', { role: 'dialog' }, pressable(READER, PARENT), c.box, button(c, 'Post'))] },
  'threads/reply-inline': { ...lexical({}), page: (c) => [pressable(READER, PARENT), h('div', {}, c.box, button(c, 'Post')), pressable(OTHER_READER, OTHER)] },
};
