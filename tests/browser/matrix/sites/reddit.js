// Reddit's three houses: web components with open shadow roots, chat in shadow roots within shadow roots, and the old pages.

import { h, shadow } from '../page.js';
import { OTHER, OTHER_READER, PARENT, READER } from '../texts.js';

const RICH = { editor: 'lexical', box: { slot: 'rte', name: 'body', role: 'textbox', 'aria-label': 'Comment' } };
const MARKDOWN = { editor: 'textarea', box: { placeholder: 'Body text', rows: '4' } };

const slot = (name) => h('slot', { name });
/** The rich editor stands in the light and is slotted; the Markdown one stands inside. */
function composer(c, own = true) {
  const rich = c.fixture.editor === 'lexical';
  const send = own ? [c.send('button', { slot: 'submit-button', type: 'submit' }, 'Comment')] : [];
  c.box.slot = 'rte';
  return shadow(h('shreddit-composer', {}, ...(rich ? [c.box] : []), ...send), rich ? slot('rte') : shadow(h('shreddit-markdown-composer', {}), c.box), slot('submit-button'));
}

const opening = (c, then) => shadow(h('comment-composer-host', {}), c.open('faceplate-textarea-input', { style: 'display:block;padding:8px' }, 'Join the conversation', then));
const post = () => shadow(h('shreddit-post', { author: READER }, h('h1', { slot: 'title' }, 'A title of another length'), h('div', { slot: 'text-body' }, h('p', {}, PARENT))), slot('title'), slot('text-body'));
const comment = (name, text, ...children) => shadow(h('shreddit-comment', { author: name, thingid: `t1_${name}` }, h('div', { slot: 'comment' }, h('p', {}, text)), ...children), slot('comment'), slot('actions'));

/** Its tools load the editor when they are pressed. */
const page = (c) => {
  const place = h('div');
  place.append(opening(c, () => place.replaceChildren(composer(c))));
  return [post(), place, comment(OTHER_READER, OTHER)];
};
const replies = (c) => [post(), comment(OTHER_READER, OTHER), comment(READER, PARENT, h('div', { slot: 'actions' }, composer(c)))];
const submission = (c) => {
  const submit = shadow(h('r-post-form-submit-button', { id: 'submit-post-button' }), h('button', { type: 'submit' }, 'Post'));
  const pressed = c.send('div', { style: 'width:fit-content' }, submit);
  return [shadow(h('faceplate-textarea-input', { name: 'title' }), h('textarea', { name: 'title' })), composer(c, false), pressed];
};

const old = (c) =>
  h('form', { class: 'usertext', submit: (event) => event.preventDefault() }, h('div', { class: 'usertext-edit' }, h('div', { class: 'md' }, c.box), h('div', { class: 'usertext-buttons' }, c.send('button', { type: 'submit', class: 'save' }, 'save'))));
const thing = (kind, name, text, ...children) => h('div', { class: `thing ${kind}`, 'data-author': name }, h('div', { class: 'entry' }, h('div', { class: 'usertext-body' }, h('div', { class: 'md' }, h('p', {}, text)))), ...children);
const TEXT = { editor: 'textarea', box: { name: 'text', rows: '4' } };

const chat = {
  editor: 'textarea',
  box: { name: 'message', placeholder: 'Message' },
  key: 'enter',
  page: (c) => shadow(h('rs-app'), shadow(h('rs-room-overlay-manager'), shadow(h('rs-room'), shadow(h('rs-message-composer'), c.box, c.send('button', { type: 'submit', 'aria-label': 'Send message' }, '➤'))))),
};

export const reddit = {
  'reddit/post': { ...RICH, page: submission },
  'reddit/post-markdown': { ...MARKDOWN, page: submission },
  'reddit/comment': { ...RICH, page },
  'reddit/comment-markdown': { ...MARKDOWN, page },
  'reddit/reply': { ...RICH, page: replies },
  'reddit/reply-markdown': { ...MARKDOWN, page: replies },
  'reddit/message': chat,
  'reddit-chat/message': chat,
  'reddit-old/comment': { ...TEXT, page: (c) => [thing('link', READER, PARENT), h('div', { class: 'commentarea' }, old(c), thing('comment', OTHER_READER, OTHER))] },
  'reddit-old/reply': { ...TEXT, page: (c) => [thing('link', OTHER_READER, OTHER), thing('comment', OTHER_READER, OTHER), thing('comment', READER, PARENT, h('div', { class: 'child' }, old(c)))] },
  'reddit-old/post': {
    ...TEXT,
    page: (c) => h('form', { class: 'submit', submit: (event) => event.preventDefault() }, h('textarea', { name: 'title' }), h('div', { class: 'usertext-edit' }, c.box), c.send('button', { type: 'submit', name: 'submit' }, 'submit')),
  },
  'reddit-old/message': {
    ...TEXT,
    page: (c) => h('form', { id: 'compose-message', submit: (event) => event.preventDefault() }, h('input', { name: 'to', value: READER }), h('input', { name: 'subject' }), h('div', { class: 'usertext-edit' }, c.box), c.send('button', { type: 'submit', id: 'send' }, 'send')),
  },
};
