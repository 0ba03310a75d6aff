// X and X Pro: Draft.js; the new messages are a textarea in an open shadow root.

import { h, shadow } from '../page.js';
import { OTHER, OTHER_READER, PARENT, READER } from '../texts.js';

const tweet = (name, text, attributes = {}) =>
  h('article', { 'data-testid': 'tweet', ...attributes },
    h('div', { 'data-testid': 'User-Name' }, h('a', { href: '/them' }, name), h('a', { href: '/them' }, '@them')),
    h('div', { 'data-testid': 'tweetText', lang: 'en' }, h('span', {}, text)),
    h('button', { type: 'button', 'data-testid': 'reply' }, '1'));

const tools = (c, id) =>
  h('div', { 'data-testid': 'toolBar' }, h('button', { type: 'button' }, 'GIF'), h('div', { role: 'progressbar' }, '280'), c.send('button', { type: 'button', 'data-testid': id }, 'Post'));

/** The label of the box shares the beginning of its test id. */
const row = (c, id) => h('div', {}, h('div', { 'data-testid': 'tweetTextarea_0_label' }, h('div', { 'data-testid': 'tweetTextarea_0RichTextInputContainer' }, c.box)), tools(c, id));
const dialog = (...children) => h('div', { role: 'dialog', 'aria-modal': 'true' }, ...children);
const timeline = () => [tweet(OTHER_READER, OTHER, { tabindex: '0' })];

const TWEET = { editor: 'draft', box: { 'data-testid': 'tweetTextarea_0', role: 'textbox', 'aria-multiline': 'true', 'aria-label': 'Post text' }, key: 'ctrl-enter' };

export const x = {
  'x/post': { ...TWEET, page: (c) => [row(c, 'tweetButtonInline'), ...timeline()] },
  'x/quote': {
    ...TWEET,
    leaves: '[role="dialog"]',
    page: (c) => [...timeline(), dialog(c.box, h('div', { role: 'link' }, h('div', { 'data-testid': 'User-Name' }, READER), h('div', { 'data-testid': 'tweetText' }, PARENT)), tools(c, 'tweetButton'))],
  },
  'x/reply-dialog': { ...TWEET, leaves: '[role="dialog"]', page: (c) => [...timeline(), dialog(tweet(READER, PARENT), row(c, 'tweetButton'))] },
  'x/reply-inline': { ...TWEET, page: (c) => [tweet(OTHER_READER, OTHER, { tabindex: '0' }), tweet(READER, PARENT, { tabindex: '-1' }), row(c, 'tweetButtonInline'), ...timeline()] },
  'x/chat': {
    editor: 'react-textarea',
    box: { 'data-testid': 'dm-composer-textarea', placeholder: 'Message' },
    key: 'enter',
    page: (c) => {
      const said = (id, text, own) => h('div', { 'data-dm-message-row': '', class: own ? 'flex justify-end' : 'flex' }, h('div', { 'data-testid': `message-text-${id}` }, h('span', { dir: 'auto' }, text)));
      return shadow(h('div', { 'data-testid': 'xchatEmbedRoute' }),
        h('header', { 'data-testid': 'dm-conversation-header' }, h('span', { 'data-testid': 'dm-conversation-username' }, READER)),
        said(1, PARENT), said(2, OTHER, true), c.box, c.send('button', { type: 'button', 'data-testid': 'dm-composer-send-button' }, 'Send'));
    },
  },
  'x/message': {
    editor: 'draft',
    box: { 'data-testid': 'dmComposerTextInput', role: 'textbox' },
    key: 'enter',
    page: (c) => [h('div', { 'data-testid': 'DMDrawerHeader' }, READER), c.box, c.send('button', { type: 'button', 'data-testid': 'dmComposerSendButton' }, 'Send')],
  },
  'xpro/post': { ...TWEET, page: (c) => h('main', {}, dialog(row(c, 'tweetButton')), h('section', {}, ...timeline())) },
  'xpro/reply': { ...TWEET, page: (c) => h('main', {}, h('section', {}, ...timeline()), h('section', {}, tweet(READER, PARENT), row(c, 'tweetButtonInline')), h('section', {}, ...timeline())) },
};
