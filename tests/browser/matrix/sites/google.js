// YouTube and its studio: custom elements around plain editables; live chat in a frame of the same origin.

import { h } from '../page.js';
import { OTHER, OTHER_READER, PARENT, READER } from '../texts.js';

const submit = (c, label) => h('div', { id: 'submit-button' }, c.send('button', { type: 'button', 'aria-label': label }, label));
const BOX = { editor: 'contenteditable', box: { id: 'contenteditable-root', 'aria-label': 'Add a comment...' } };
const commentbox = (c, label) => h('ytd-commentbox', {}, c.box, submit(c, label));
const thread = (name, text, ...children) => h('ytd-comment-thread-renderer', {}, h('ytd-comment-view-model', {}, h('a', { id: 'author-text', href: '/@them' }, h('span', {}, name)), h('yt-attributed-string', { id: 'content-text' }, h('span', {}, text)), ...children));
const video = () => [h('ytd-watch-metadata', {}, h('div', { id: 'title' }, h('h1', {}, PARENT))), h('ytd-video-owner-renderer', {}, h('div', { id: 'channel-name' }, h('a', { href: '/@anna' }, READER)))];

/** A trigger that is no editor stands there first. */
const simplebox = (c, label, then) => {
  const place = h('ytd-comment-simplebox-renderer');
  place.append(c.open('div', { id: 'placeholder-area', style: 'padding:8px;width:200px' }, label, () => place.replaceChildren(then())));
  return place;
};

const textarea = (id, ...children) => h('div', { id }, ...children);

export const google = {
  'youtube/comment': { ...BOX, page: (c) => [...video(), simplebox(c, 'Add a comment...', () => commentbox(c, 'Comment')), thread(OTHER_READER, OTHER)] },
  'youtube/reply': {
    ...BOX,
    page: (c) => [...video(), thread(OTHER_READER, OTHER), thread(READER, PARENT, simplebox(c, 'Reply', () => h('ytd-comment-reply-dialog-renderer', {}, commentbox(c, 'Reply'))))],
  },
  'youtube/live-chat': {
    editor: 'contenteditable',
    box: { id: 'input', contenteditable: '', 'aria-label': 'Chat...' },
    key: 'enter',
    page: () => [...video(), h('iframe', { id: 'chatframe', src: `/live_chat?v=1${location.hash}` })],
    framed: (c) => h('yt-live-chat-message-input-renderer', {}, h('yt-live-chat-text-input-field-renderer', {}, c.box), h('div', { id: 'send-button' }, c.send('button', { type: 'button', 'aria-label': 'Send' }, 'Send'))),
  },
  'youtube-studio/title': {
    editor: 'contenteditable',
    box: { id: 'textbox', 'aria-label': 'Add a title that describes your video' },
    page: (c) => [h('ytcp-video-title', {}, textarea('title-textarea', c.box)), h('div', { id: 'done-button' }, c.send('button', { type: 'button' }, 'Save'))],
  },
  'youtube-studio/description': {
    editor: 'contenteditable',
    box: { id: 'textbox', 'aria-label': 'Tell viewers about your video' },
    page: (c) => [h('ytcp-video-title', {}, textarea('title-textarea', h('div', { id: 'textbox', contenteditable: 'true' }, 'Otters'))), h('ytcp-video-description', {}, textarea('description-textarea', c.box)), c.send('ytcp-button', { id: 'save', style: 'padding:8px' }, 'Save')],
  },
  'youtube-studio/comment': { ...BOX, page: (c) => h('ytcp-comment', {}, h('div', { id: 'content-text' }, PARENT), h('ytcp-commentbox', {}, c.box, submit(c, 'Reply'))) },
};
