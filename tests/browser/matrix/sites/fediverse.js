// Bluesky: TipTap, and a textarea for messages. Mastodon: one controlled textarea for everything.

import { h } from '../page.js';
import { OTHER, OTHER_READER, PARENT, READER } from '../texts.js';

const post = (name, text, id = 'feedItem-by-') => h('div', { 'data-testid': `${id}${name}` }, h('a', { href: `/profile/${name}` }, name), h('div', { 'data-testid': 'postText' }, text));
const composer = (c, label, ...above) => h('div', { role: 'dialog', 'aria-modal': 'true' }, c.send('button', { type: 'button', 'data-testid': 'composerPublishBtn', 'aria-label': label }, 'Post'), ...above, c.box);
const POST = { editor: 'tiptap', box: {}, key: 'ctrl-enter', leaves: '[role="dialog"]' };

const TOOT = { editor: 'react-textarea', box: { class: 'autosuggest-textarea__textarea', placeholder: "What's on your mind?", 'aria-autocomplete': 'list' }, key: 'ctrl-enter' };
const form = (c, who, ...above) =>
  h('div', { id: 'mastodon', 'data-props': '{}' },
    h('form', { class: 'compose-form', submit: (event) => event.preventDefault() },
      ...above,
      h('div', { class: 'spoiler-input' }, h('input', { id: 'cw-spoiler-input' })),
      h('button', { type: 'button', class: 'dropdown-button' }, h('span', { class: 'dropdown-button__label' }, who)),
      c.box,
      h('div', { class: 'compose-form__submit' }, c.send('button', { type: 'submit', class: 'button' }, 'Post'))),
    h('article', {}, h('div', { class: 'display-name' }, OTHER_READER), h('div', { class: 'status__content' }, OTHER)));
const answered = () => h('div', { class: 'reply-indicator' }, h('a', { class: 'reply-indicator__display-name' }, READER), h('div', { class: 'reply-indicator__content' }, h('p', {}, PARENT)));

export const fediverse = {
  'bluesky/post': { ...POST, page: (c) => [post(OTHER_READER, OTHER), composer(c, 'Publish post')] },
  'bluesky/reply': { ...POST, page: (c) => [post(READER, PARENT, 'postThreadItem-by-'), post(OTHER_READER, OTHER), composer(c, 'Publish reply', h('div', {}, h('div', { 'data-testid': 'postText' }, PARENT)))] },
  'bluesky/message': {
    editor: 'react-textarea',
    box: { placeholder: 'Write a message' },
    key: 'enter',
    page: (c) => h('div', { role: 'main' }, h('a', { href: '/profile/anna.example' }, READER), c.box, c.send('div', { role: 'button', tabindex: '0', 'aria-label': 'Send message' }, '➤')),
  },
  'mastodon/post': { ...TOOT, page: (c) => form(c, 'Public') },
  'mastodon/reply': { ...TOOT, page: (c) => form(c, 'Public', answered()) },
  'mastodon/message': { ...TOOT, page: (c) => form(c, 'Private mention', answered()) },
};
