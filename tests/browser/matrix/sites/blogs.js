// WordPress, Medium, Quora, Hacker News, Product Hunt.

import { blobFrame, h } from '../page.js';
import { OTHER, OTHER_READER, PARENT, READER } from '../texts.js';

const stay = { submit: (event) => event.preventDefault() };
const hacker = (c, ...about) => h('table', { id: 'hnmain' }, h('tbody', {}, h('tr', {}, h('td', {}, h('div', { class: 'fatitem' }, ...about), h('form', { action: 'comment', method: 'post', ...stay }, c.box, h('br'), c.send('input', { type: 'submit', value: 'add comment' }))))));
const TEXT = { editor: 'textarea', box: { name: 'text', rows: '8' } };

export const blogs = {
  'wordpress/post': {
    editor: 'gutenberg',
    page: (c) => [h('div', { class: 'editor-header' }, c.send('button', { type: 'button', class: 'editor-post-publish-button' }, 'Publish')), blobFrame({ name: 'editor-canvas' }, h('h1', { class: 'editor-post-title__input wp-block-post-title', contenteditable: 'true', role: 'textbox' }, 'A title'), c.box)],
  },
  'wordpress/comment': {
    editor: 'textarea',
    box: { id: 'comment', name: 'comment', rows: '5' },
    page: (c) => [h('article', {}, h('h1', { class: 'entry-title' }, 'A title of another length'), h('div', { class: 'entry-content' }, h('p', {}, PARENT))), h('form', { id: 'commentform', ...stay }, c.box, c.send('input', { id: 'submit', type: 'submit', value: 'Post Comment' }))],
  },
  'medium/post': {
    editor: 'contenteditable',
    box: { class: 'postArticle-content js-postField', role: 'textbox' },
    page: (c) => [c.box, c.send('button', { type: 'button' }, 'Publish')],
  },
  'medium/comment': {
    editor: 'slate',
    box: { role: 'textbox', 'aria-multiline': 'true' },
    page: (c) => [h('h1', { 'data-testid': 'storyTitle' }, PARENT), h('a', { 'data-testid': 'authorName' }, READER), h('div', { role: 'dialog' }, c.box, c.send('button', { type: 'button', 'data-testid': 'ResponseRespondButton' }, 'Respond'))],
  },
  'quora/answer': {
    editor: 'contenteditable',
    box: { class: 'doc', 'data-placeholder': 'Say something…' },
    leaves: '[role="dialog"]',
    page: (c) => [h('div', { class: 'q-box' }, h('div', { class: 'puppeteer_test_question_title' }, PARENT)), h('div', { role: 'dialog' }, c.box, c.send('button', { type: 'button' }, h('div', {}, 'Post')))],
  },
  'quora/comment': {
    editor: 'contenteditable',
    box: { 'data-placeholder': 'Add a comment...' },
    page: (c) => [h('div', { class: 'q-box' }, h('div', { class: 'puppeteer_test_question_title' }, PARENT)), h('div', { class: 'q-box' }, c.box, c.send('button', { type: 'button' }, h('div', {}, 'Add comment')))],
  },
  'hackernews/comment': { ...TEXT, page: (c) => hacker(c, h('span', { class: 'titleline' }, h('a', { href: 'https://otters.example' }, PARENT)), h('a', { class: 'hnuser' }, READER)) },
  'hackernews/reply': { ...TEXT, page: (c) => hacker(c, h('a', { class: 'hnuser' }, READER), h('div', { class: 'commtext' }, PARENT)) },
  'hackernews/post': { ...TEXT, page: (c) => h('div', { id: 'hnmain' }, h('form', { action: '/r', ...stay }, h('input', { name: 'title' }), h('input', { name: 'url' }), c.box, c.send('input', { type: 'submit', value: 'submit' }))) },
  'producthunt/comment': {
    editor: 'tiptap',
    box: {},
    page: (c) => [h('h1', {}, PARENT), h('div', {}, OTHER_READER, OTHER), h('form', { 'data-test': 'comment-form', ...stay }, c.box, c.send('button', { type: 'submit' }, 'Comment'))],
  },
};
