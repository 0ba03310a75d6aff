// X as the registry knows it: Draft.js boxes with its test ids on /home, /compose/post and a status page; a reply dialog; routes
// change without loading.

import { Editor, EditorState, getDefaultKeyBinding } from 'draft-js';
import React, { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import style from 'draft-js/dist/Draft.css';

const h = React.createElement;

const TWEETS = {
  1: { name: 'Anna Berg', handle: 'anna_berg', text: 'Does anybody know why otters hold hands while they sleep?' },
  2: { name: 'Jonas', handle: 'jonas', text: 'My sourdough failed again.' },
};

/** What the editors hold, for the tests; never touched by anything but React. */
window.models = {};

function Composer({ id, button, sent = () => {} }) {
  const [state, setState] = useState(() => EditorState.createEmpty());
  const editor = useRef(null);
  window.models[id] = state.getCurrentContent().getPlainText();
  const send = () => {
    setState(EditorState.createEmpty());
    sent();
  };
  const keys = {
    keyBindingFn: (event) => (event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? 'send' : getDefaultKeyBinding(event)),
    handleKeyCommand: (command) => (command === 'send' ? (send(), 'handled') : 'not-handled'),
  };
  return h(
    'div',
    { className: 'composer' },
    h(
      'div',
      { className: 'editor' },
      h(Editor, { ...keys, ref: editor, editorState: state, onChange: setState, webDriverTestID: 'tweetTextarea_0', placeholder: 'What is happening?!', ariaLabel: 'Post text' }),
    ),
    h(
      'div',
      { className: 'toolbar', 'data-testid': 'toolBar' },
      h('button', { type: 'button' }, '🖼'),
      h('button', { type: 'button' }, 'GIF'),
      h('span', { role: 'progressbar', className: 'counter' }, String(280 - window.models[id].length)),
      h('button', { type: 'button', 'data-testid': button, onClick: send }, 'Post'),
    ),
  );
}

function Tweet({ id, main }) {
  const { name, handle, text } = TWEETS[id];
  return h(
    'article',
    { 'data-testid': 'tweet', tabIndex: main ? -1 : 0 },
    h('div', { 'data-testid': 'User-Name' }, h('a', { href: `/${handle}` }, name), ' ', h('a', { href: `/${handle}` }, `@${handle}`)),
    h('div', { 'data-testid': 'tweetText' }, text),
    h('button', { type: 'button', 'data-testid': 'reply', onClick: () => go(`/compose/post?in_reply_to=${id}`) }, 'Reply'),
  );
}

/** A route change without loading, as X does it. */
function go(address) {
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

function Dialog({ children }) {
  return h('div', { className: 'shade' }, h('div', { role: 'dialog', 'aria-modal': 'true', className: 'dialog' }, children));
}

function App() {
  const [address, setAddress] = useState(location.href);
  useEffect(() => addEventListener('popstate', () => setAddress(location.href)), []);
  window.go = go;
  const { pathname, searchParams } = new URL(address);
  const reply = searchParams.get('in_reply_to');
  const status = pathname.match(/\/status\/(\d+)/)?.[1];
  return h(
    'main',
    { key: pathname },
    h('nav', {}, h('button', { type: 'button', id: 'home', onClick: () => go('/home') }, 'Home'), h('button', { type: 'button', id: 'explore', onClick: () => go('/explore') }, 'Explore')),
    pathname === '/home' && h(Composer, { id: 'home', button: 'tweetButtonInline' }),
    status && h(Tweet, { id: status, main: true }),
    status && h(Composer, { id: 'reply', button: 'tweetButtonInline' }),
    pathname === '/home' && Object.keys(TWEETS).map((id) => h(Tweet, { id, key: id })),
    pathname === '/compose/post' && h(Dialog, {}, reply && h(Tweet, { id: reply }), h(Composer, { id: 'dialog', button: 'tweetButton', sent: () => go('/home') })),
  );
}

const looks = `
  body { margin: 0; font: 15px/1.4 system-ui, sans-serif; background: #fff; color: #0f1419; }
  main { max-width: 600px; margin: 0 auto; padding: 12px; }
  .composer { border-bottom: 1px solid #eff3f4; }
  .editor { padding: 12px 4px; font-size: 20px; }
  .toolbar { display: flex; gap: 8px; align-items: center; padding: 8px 0; }
  .counter { margin-left: auto; color: #536471; font-size: 13px; }
  .toolbar [data-testid] { border: 0; border-radius: 99px; padding: 8px 18px; background: #0f1419; color: #fff; font-weight: 700; }
  article { padding: 12px 0; border-bottom: 1px solid #eff3f4; }
  .shade { position: fixed; inset: 0; background: #0006; }
  .dialog { width: 560px; margin: 40px auto; padding: 16px; border-radius: 16px; background: #fff; }
  @media (prefers-color-scheme: dark) {
    body, .dialog { background: #000; color: #e7e9ea; }
    .dialog { border: 1px solid #2f3336; }
    .toolbar [data-testid] { background: #eff3f4; color: #0f1419; }
    a { color: inherit; }
  }`;
document.head.append(Object.assign(document.createElement('style'), { textContent: style + looks }));
const mount = document.createElement('div');
document.body.append(mount);
createRoot(mount).render(h(App));
