// Gmail and Outlook: plain editables that also hold the signature and the quoted thread.

import { h } from '../page.js';
import { OTHER, OTHER_READER, PARENT, READER } from '../texts.js';

const GMAIL = { editor: 'contenteditable', box: { class: 'Am Al editable LW-avf', role: 'textbox', g_editable: 'true', 'aria-label': 'Message Body', 'aria-multiline': 'true' }, key: 'ctrl-enter' };
const to = (name) => h('div', { class: 'aoD hl' }, h('span', { email: 'anna@otters.example', 'data-hovercard-id': 'anna@otters.example' }, name));
const send = (c) => c.send('div', { role: 'button', tabindex: '0', class: 'T-I J-J5-Ji aoO', 'aria-label': 'Send ‪(Ctrl-Enter)‬' }, 'Send');
const signature = () => h('div', { class: 'gmail_signature' }, h('div', {}, 'Kim, keeper of otters. Limited time offer, buy now!'));

const outlook = (label) => ({
  editor: 'contenteditable',
  box: { role: 'textbox', 'aria-label': label, 'aria-multiline': 'true' },
  key: 'ctrl-enter',
  leaves: 'main',
  foreign: () => [h('div', { id: 'Signature' }, 'Kim, keeper of otters. Limited time offer, buy now!'), h('div', { id: 'appendonsend' }), h('hr'), h('div', { id: 'divRplyFwdMsg' }, `From: ${OTHER_READER}`), h('div', {}, OTHER)],
});
const page = (c, to, subject, label) =>
  [h('div', { role: 'document', 'aria-label': 'Message body' }, OTHER), h('main', {}, h('div', { 'aria-label': to }, h('span', {}, READER)), h('input', { 'aria-label': subject }), h('div', { id: 'editorParent_1' }, c.box), c.send('button', { type: 'button', 'aria-label': label }, label))];

export const mail = {
  'gmail/email': {
    ...GMAIL,
    leaves: '[role="dialog"]',
    foreign: () => [h('br'), signature()],
    page: (c) => [h('div', { class: 'a3s aiL' }, OTHER), h('div', { role: 'dialog' }, to(READER), h('input', { name: 'subjectbox', 'aria-label': 'Subject' }), c.box, send(c))],
  },
  'gmail/reply': {
    ...GMAIL,
    leaves: '.ip.adB',
    foreign: () => [h('br'), signature(), h('div', { class: 'gmail_quote' }, h('div', {}, `On Friday ${READER} wrote:`), h('blockquote', {}, PARENT))],
    page: (c) => [h('div', { class: 'a3s aiL' }, OTHER), h('div', { class: 'a3s aiL' }, PARENT), h('table', {}, h('tbody', {}, h('tr', {}, h('td', { class: 'Bu' }, h('div', { class: 'ip adB' }, to(READER), c.box, send(c))))))],
  },
  'outlook/email': { ...outlook('Message body, press Alt+F10 to exit'), page: (c) => page(c, 'To', 'Subject', 'Send') },
  'outlook/email German': { ...outlook('Nachrichtentext'), page: (c) => page(c, 'An', 'Betreff', 'Senden') },
};
