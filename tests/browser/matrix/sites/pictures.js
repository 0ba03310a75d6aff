// Pinterest and TikTok: Draft.js. Tumblr: WordPress's block editor.

import { h } from '../page.js';
import { OTHER, OTHER_READER, PARENT, READER } from '../texts.js';

const draft = (attributes) => ({ editor: 'draft', box: attributes });

export const pictures = {
  'pinterest/description': {
    ...draft({ role: 'combobox', 'aria-label': 'Add a detailed description', 'aria-expanded': 'false' }),
    page: (c) => {
      const field = h('div', { 'data-test-id': 'storyboard-description-field-container' });
      const inner = h('div', { id: 'dweb-comment-editor-container' });
      inner.append(c.open('div', { role: 'button', tabindex: '0' }, 'Add a detailed description', () => inner.replaceChildren(c.box)));
      field.append(inner);
      return [h('input', { id: 'storyboard-selector-title' }), field, c.send('button', { type: 'button' }, 'Publish')];
    },
  },
  'pinterest/comment': {
    ...draft({ role: 'combobox', 'aria-label': 'Add a comment', 'aria-expanded': 'false' }),
    page: (c) => [h('div', { 'data-test-id': 'pin-title' }, h('h1', {}, PARENT)), h('div', { 'data-test-id': 'comment-editor-container', id: 'dweb-comment-editor-container' }, h('div', { 'data-test-id': 'editor-with-mentions' }, c.box), h('div', { 'data-test-id': 'activity-item-create-submit' }, c.send('button', { type: 'button', 'aria-label': 'Post' }, '➤')))],
  },
  'tumblr/post': {
    editor: 'gutenberg',
    page: (c) => [h('div', { 'data-testid': 'gutenberg-editor' }, h('h1', { contenteditable: 'true', role: 'textbox' }, 'A title'), c.box), c.send('button', { type: 'button', 'data-testid': 'postFormPostButton' }, 'Post now')],
  },
  'tumblr/reply': { editor: 'react-textarea', box: { placeholder: 'Reply as kim' }, page: (c) => h('article', {}, h('a', { href: '/them' }, READER), h('p', {}, PARENT), h('form', { submit: (event) => event.preventDefault() }, c.box, c.send('button', { type: 'submit' }, 'Reply'))) },
  'tumblr/message': { editor: 'react-textarea', box: { placeholder: 'Say your thing' }, key: 'enter', page: (c) => h('section', {}, c.box, c.send('button', { type: 'button' }, 'Send')) },
  'tiktok/comment': {
    ...draft({ role: 'textbox' }),
    key: 'enter',
    page: (c) => [h('a', { 'data-e2e': 'browse-username' }, READER), h('div', { 'data-e2e': 'browse-video-desc' }, PARENT), h('div', { 'data-e2e': 'comment-level-1' }, OTHER), h('div', { 'data-e2e': 'comment-input' }, c.box), c.send('div', { 'data-e2e': 'comment-post', role: 'button', tabindex: '0' }, 'Post')],
  },
  'tiktok/reply': {
    ...draft({ role: 'textbox' }),
    key: 'enter',
    page: (c) => [h('div', { 'data-e2e': 'browse-video-desc' }, OTHER), [[OTHER_READER, OTHER], [READER, PARENT, c]].map(([name, text, here]) =>
      h('div', { class: 'css-1x-DivCommentItemContainer' }, h('span', { 'data-e2e': 'comment-username-1' }, name), h('p', { 'data-e2e': 'comment-level-1' }, text),
        here ? h('div', {}, h('div', { 'data-e2e': 'comment-input' }, c.box), c.send('div', { 'data-e2e': 'comment-post', role: 'button', tabindex: '0' }, 'Post')) : ''))].flat(),
  },
  'tiktok/post': { ...draft({ role: 'combobox', 'aria-expanded': 'false' }), page: (c) => h('div', {}, c.box, c.send('button', { type: 'button', 'data-e2e': 'post_video_button' }, 'Post')) },
  'tiktok/message': {
    ...draft({ role: 'textbox' }),
    key: 'enter',
    page: (c) => [h('p', { 'data-e2e': 'chat-nickname' }, READER), h('p', { 'data-e2e': 'chat-uniqueid' }, '@anna'), h('div', { 'data-e2e': 'dm-new-input-editor' }, c.box), c.send('div', { 'data-e2e': 'dm-new-send-btn', role: 'button', style: 'width:20px;height:20px' }, '➤')],
  },
};
