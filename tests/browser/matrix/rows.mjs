// What is expected of every composer of the registry, on a page made for it at the site's real address.

/**
 * @typedef {object} Row
 * @property {string} name of the fixture: the composer, and where it stands if it has several homes
 * @property {string} composer `site/row` of the registry
 * @property {string} url
 * @property {string} editor
 * @property {string} root light, shadow, nested shadow, slot, frame or blob frame
 * @property {string} kind
 * @property {boolean} parent its text is found
 * @property {boolean} recipient the name is found
 * @property {string[]} sends how it is sent, the first way first: button, enter, ctrl-enter
 * @property {boolean} leaves the composer goes away with what it sent
 * @property {Record<string, string>} fails why it does not pass in a browser
 * @property {boolean} sample one of the few that the ordinary tests run
 */

const [P, R] = ['parent', 'recipient'];

/** @type {[string, string, string, string, string, string, string][]} fixture, address, editor, root, kind, what is found, how it is sent; `*` is one of the sample, `-` goes away */
const TABLE = [
  ['x/post *', 'x.com/home', 'draft', 'light', 'post', '', 'button ctrl-enter'],
  ['x/quote', 'x.com/compose/post', 'draft', 'light', 'post', P, 'button -'],
  ['x/reply-dialog', 'x.com/compose/post', 'draft', 'light', 'reply', `${P} ${R}`, 'ctrl-enter -'],
  ['x/reply-inline', 'x.com/anna/status/1', 'draft', 'light', 'reply', `${P} ${R}`, 'button ctrl-enter'],
  ['x/chat *', 'x.com/i/chat/1-2', 'react-textarea', 'shadow', 'message', `${P} ${R}`, 'enter button'],
  ['x/message', 'x.com/messages/1-2', 'draft', 'light', 'message', R, 'enter button'],
  ['xpro/post', 'pro.x.com/i/decks/1', 'draft', 'light', 'post', '', 'button ctrl-enter'],
  ['xpro/reply', 'pro.x.com/i/decks/1', 'draft', 'light', 'reply', `${P} ${R}`, 'button ctrl-enter'],
  ['linkedin/invite', 'www.linkedin.com/in/anna/', 'textarea', 'shadow', 'invite', R, 'button -'],
  ['linkedin/invite frame *', 'www.linkedin.com/in/anna/', 'textarea', 'frame', 'invite', R, 'button -'],
  ['linkedin/inmail', 'www.linkedin.com/in/anna/', 'contenteditable', 'shadow', 'email', R, 'button'],
  ['linkedin/message *', 'www.linkedin.com/feed/', 'contenteditable', 'shadow', 'message', `${P} ${R}`, 'enter button'],
  ['linkedin/comment *', 'www.linkedin.com/feed/', 'tiptap', 'light', 'comment', `${P} ${R}`, 'button'],
  ['linkedin/comment-classic', 'www.linkedin.com/company/otters/', 'quill1', 'light', 'comment', `${P} ${R}`, 'button'],
  ['linkedin/post *', 'www.linkedin.com/feed/', 'quill1', 'light', 'post', '', 'button -'],
  ['linkedin/post shadow', 'www.linkedin.com/feed/', 'quill1', 'shadow', 'post', '', 'button -'],
  ['linkedin/post-sdui', 'www.linkedin.com/feed/', 'tiptap', 'light', 'post', '', 'button -'],
  ['linkedin-sales/invite', 'www.linkedin.com/sales/lead/1', 'textarea', 'light', 'invite', R, 'button -'],
  ['linkedin-sales/inmail', 'www.linkedin.com/sales/lead/1', 'textarea', 'light', 'email', R, 'button'],
  ['facebook/post', 'www.facebook.com/', 'lexical', 'light', 'post', '', 'button -'],
  ['facebook/comment *', 'www.facebook.com/', 'lexical', 'light', 'comment', `${P} ${R}`, 'enter button'],
  ['facebook/comment German', 'de-de.facebook.com/', 'lexical', 'light', 'comment', `${P} ${R}`, 'button enter'],
  ['facebook/reply', 'www.facebook.com/', 'lexical', 'light', 'reply', `${P} ${R}`, 'enter button'],
  ['facebook/message', 'www.facebook.com/messages/t/1', 'lexical', 'light', 'message', R, 'enter button'],
  ['messenger/message', 'www.messenger.com/t/1', 'lexical', 'light', 'message', R, 'enter button'],
  ['instagram/post', 'www.instagram.com/', 'lexical', 'light', 'post', '', 'button -'],
  ['instagram/comment', 'www.instagram.com/', 'react-textarea', 'light', 'comment', `${P} ${R}`, 'enter button'],
  ['instagram/comment German', 'www.instagram.com/', 'react-textarea', 'light', 'comment', `${P} ${R}`, 'button enter'],
  ['instagram/message', 'www.instagram.com/direct/t/1/', 'lexical', 'light', 'message', R, 'enter button'],
  ['threads/post', 'www.threads.com/', 'lexical', 'light', 'post', '', 'button -'],
  ['threads/post plaintext-only', 'www.threads.net/', 'contenteditable', 'light', 'post', '', 'button -'],
  ['threads/reply', 'www.threads.com/', 'lexical', 'light', 'reply', `${P} ${R}`, 'button -'],
  ['threads/reply-inline', 'www.threads.com/@anna/post/1', 'lexical', 'light', 'reply', `${P} ${R}`, 'button'],
  ['bluesky/post', 'bsky.app/', 'tiptap', 'light', 'post', '', 'ctrl-enter -'],
  ['bluesky/reply', 'bsky.app/profile/anna.example/post/1', 'tiptap', 'light', 'reply', `${P} ${R}`, 'button -'],
  ['bluesky/message', 'bsky.app/messages/1', 'react-textarea', 'light', 'message', R, 'enter button'],
  ['mastodon/post', 'mastodon.social/home', 'react-textarea', 'light', 'post', '', 'ctrl-enter button'],
  ['mastodon/reply', 'fosstodon.org/home', 'react-textarea', 'light', 'reply', `${P} ${R}`, 'button ctrl-enter'],
  ['mastodon/message', 'mastodon.social/home', 'react-textarea', 'light', 'message', `${P} ${R}`, 'button ctrl-enter'],
  ['reddit/post', 'www.reddit.com/r/otters/submit', 'lexical', 'slot', 'post', '', 'button'],
  ['reddit/post-markdown', 'www.reddit.com/r/otters/submit', 'textarea', 'nested shadow', 'post', '', 'button'],
  ['reddit/comment *', 'www.reddit.com/r/otters/comments/1/title/', 'lexical', 'slot', 'comment', `${P} ${R}`, 'button'],
  ['reddit/comment-markdown', 'www.reddit.com/r/otters/comments/1/title/', 'textarea', 'nested shadow', 'comment', `${P} ${R}`, 'button'],
  ['reddit/reply', 'www.reddit.com/r/otters/comments/1/title/', 'lexical', 'slot', 'reply', `${P} ${R}`, 'button'],
  ['reddit/reply-markdown', 'www.reddit.com/r/otters/comments/1/title/', 'textarea', 'nested shadow', 'reply', `${P} ${R}`, 'button'],
  ['reddit/message', 'www.reddit.com/chat/room/1', 'textarea', 'nested shadow', 'message', '', 'enter'],
  ['reddit-chat/message *', 'chat.reddit.com/room/1', 'textarea', 'nested shadow', 'message', '', 'enter'],
  ['reddit-old/comment', 'old.reddit.com/r/otters/comments/1/title/', 'textarea', 'light', 'comment', `${P} ${R}`, 'button'],
  ['reddit-old/reply', 'old.reddit.com/r/otters/comments/1/title/', 'textarea', 'light', 'reply', `${P} ${R}`, 'button'],
  ['reddit-old/post', 'old.reddit.com/r/otters/submit', 'textarea', 'light', 'post', '', 'button'],
  ['reddit-old/message', 'old.reddit.com/message/compose', 'textarea', 'light', 'message', R, 'button'],
  ['youtube/comment', 'www.youtube.com/watch', 'contenteditable', 'light', 'comment', `${P} ${R}`, 'button'],
  ['youtube/reply', 'www.youtube.com/watch', 'contenteditable', 'light', 'reply', `${P} ${R}`, 'button'],
  ['youtube/live-chat *', 'www.youtube.com/watch', 'contenteditable', 'frame', 'comment', '', 'enter button'],
  ['youtube-studio/title', 'studio.youtube.com/video/1/edit', 'contenteditable', 'light', 'post', '', 'button'],
  ['youtube-studio/description', 'studio.youtube.com/video/1/edit', 'contenteditable', 'light', 'post', '', 'button'],
  ['youtube-studio/comment', 'studio.youtube.com/video/1/comments', 'contenteditable', 'light', 'comment', '', 'button'],
  ['pinterest/description', 'www.pinterest.com/pin-creation-tool/', 'draft', 'light', 'post', '', 'button'],
  ['pinterest/comment', 'www.pinterest.de/pin/1/', 'draft', 'light', 'comment', P, 'button'],
  ['tumblr/post *', 'www.tumblr.com/new/text', 'gutenberg', 'light', 'post', '', 'button'],
  ['tumblr/reply', 'www.tumblr.com/dashboard', 'react-textarea', 'light', 'reply', '', 'button'],
  ['tumblr/message', 'www.tumblr.com/messaging', 'react-textarea', 'light', 'message', '', 'enter'],
  ['tiktok/comment', 'www.tiktok.com/@anna/video/1', 'draft', 'light', 'comment', `${P} ${R}`, 'enter button'],
  ['tiktok/reply', 'www.tiktok.com/@anna/video/1', 'draft', 'light', 'reply', `${P} ${R}`, 'button enter'],
  ['tiktok/post', 'www.tiktok.com/tiktokstudio/upload', 'draft', 'light', 'post', '', 'button'],
  ['tiktok/message', 'www.tiktok.com/messages', 'draft', 'light', 'message', R, 'enter button'],
  ['discord/message *', 'discord.com/channels/@me/1', 'slate', 'light', 'message', `${P} ${R}`, 'enter button'],
  ['discord/chat', 'discord.com/channels/1/2', 'slate', 'light', 'message', P, 'enter button'],
  ['slack/chat', 'app.slack.com/client/T1/D1', 'quill1', 'light', 'message', `${P} ${R}`, 'enter button'],
  ['slack/chat quill 2', 'app.slack.com/client/T1/D1', 'quill2', 'light', 'message', `${P} ${R}`, 'button enter'],
  ['slack/reply', 'app.slack.com/client/T1/C1', 'quill1', 'light', 'reply', P, 'enter button'],
  ['whatsapp/message', 'web.whatsapp.com/', 'lexical-plain', 'light', 'message', `${P} ${R}`, 'enter button'],
  ['telegram/message-a', 'web.telegram.org/a/', 'contenteditable', 'light', 'message', `${P} ${R}`, 'enter button'],
  ['telegram/message-k', 'web.telegram.org/k/', 'contenteditable', 'light', 'message', `${P} ${R}`, 'enter button'],
  ['telegram/caption', 'web.telegram.org/a/', 'contenteditable', 'light', 'post', '', 'enter -'],
  ['quora/answer', 'www.quora.com/What-do-otters-do', 'contenteditable', 'light', 'comment', P, 'button -'],
  ['quora/comment', 'www.quora.com/What-do-otters-do', 'contenteditable', 'light', 'comment', P, 'button'],
  ['medium/post', 'medium.com/new-story', 'contenteditable', 'light', 'post', '', 'button'],
  ['medium/comment', 'otters.medium.com/a-story-1', 'slate', 'light', 'comment', `${P} ${R}`, 'button'],
  ['hackernews/comment', 'news.ycombinator.com/item', 'textarea', 'light', 'comment', `${P} ${R}`, 'button'],
  ['hackernews/reply', 'news.ycombinator.com/reply', 'textarea', 'light', 'reply', `${P} ${R}`, 'button'],
  ['hackernews/post', 'news.ycombinator.com/submit', 'textarea', 'light', 'post', '', 'button'],
  ['producthunt/comment', 'www.producthunt.com/products/otters', 'tiptap', 'light', 'comment', P, 'button'],
  ['wordpress/post *', 'otters.wordpress.com/wp-admin/post-new.php', 'gutenberg', 'blob frame', 'post', '', 'button'],
  ['wordpress/comment', 'otters.wordpress.com/2026/11/otters/', 'textarea', 'light', 'comment', P, 'button'],
  ['gmail/email', 'mail.google.com/mail/u/0/', 'contenteditable', 'light', 'email', R, 'ctrl-enter -'],
  ['gmail/reply *', 'mail.google.com/mail/u/0/', 'contenteditable', 'light', 'email', `${P} ${R}`, 'button -'],
  ['outlook/email', 'outlook.live.com/mail/0/', 'contenteditable', 'light', 'email', R, 'button -'],
  ['outlook/email German', 'outlook.office.com/mail/', 'contenteditable', 'light', 'email', '', 'ctrl-enter -'],
  ['buffer/post', 'publish.buffer.com/calendar', 'slate', 'light', 'post', '', 'button'],
  ['buffer/reply', 'publish.buffer.com/comments', 'react-textarea', 'light', 'reply', P, 'button'],
  ['hootsuite/post', 'hootsuite.com/dashboard', 'contenteditable', 'light', 'post', '', 'button'],
];

/** Where the words are shown: a box without text of its own in the page has them in the card only. @param {Row} row */
export const marks = ({ editor }) => (editor.endsWith('textarea') ? 'card' : 'highlight');

/** What a row does not say by itself. @type {Record<string, string>} */
export const NOTES = {
  'tumblr/post': 'undo is the store’s of the site, not tried',
  'wordpress/post': 'undo is the store’s of the site, not tried',
  'reddit/message': 'no sending control is known, Enter only',
  'reddit-chat/message': 'no sending control is known, Enter only',
  'outlook/email German': 'the labels of the person and of the button are known in English only: Ctrl+Enter',
  'tumblr/message': 'no sending control is known, Enter only',
};

/** What does not pass, in which browser, and why. @type {Record<string, Record<string, string>>} */
const FAILS = {
  'linkedin/post shadow': { firefox: 'Quill 1 loses the caret in a shadow root in Firefox, with and without us' },
};

/** @type {Row[]} */
export const ROWS = TABLE.map(([fixture, address, editor, root, kind, found, sends]) => {
  const name = fixture.replace(' *', '');
  return {
    name,
    composer: name.split(' ')[0],
    url: `https://${address}#${encodeURIComponent(name)}`,
    editor,
    root,
    kind,
    parent: found.includes(P),
    recipient: found.includes(R),
    sends: sends.split(' ').filter((way) => way !== '-'),
    leaves: sends.endsWith('-'),
    fails: FAILS[name] ?? {},
    sample: fixture.endsWith('*'),
  };
});
