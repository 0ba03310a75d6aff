// Buffer: Slate, and a textarea for replies. Hootsuite: nothing is known but that it is editable.

import { h } from '../page.js';
import { OTHER, PARENT } from '../texts.js';

export const tools = {
  'buffer/post': { editor: 'slate', box: { 'data-testid': 'composer-text-area', role: 'textbox' }, page: (c) => h('div', { role: 'dialog' }, c.box, c.send('button', { type: 'button' }, h('span', {}, 'Publish Now'))) },
  'buffer/reply': {
    editor: 'react-textarea',
    page: (c) => [h('div', { 'data-testid': 'comment-item' }, OTHER), h('div', {}, h('div', { 'data-testid': 'comment-item' }, PARENT), h('div', { 'data-testid': 'reply-form-item' }, c.box, c.send('button', { type: 'button' }, 'Reply')))],
  },
  'hootsuite/post': { editor: 'contenteditable', box: { role: 'textbox', 'aria-multiline': 'true' }, page: (c) => h('div', { role: 'dialog' }, c.box, c.send('button', { type: 'button' }, 'Post now')) },
};
