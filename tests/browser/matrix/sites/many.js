// No site: 200 composers under a feed that changes a hundred times a second.

import { h } from '../page.js';
import { OTHER, READER } from '../texts.js';

const COMPOSERS = 200;
const KEPT = 50;

const item = (number) => h('article', {}, h('a', { href: '/them' }, READER), h('p', {}, `${OTHER} ${number}`), h('button', { type: 'button' }, 'Like'));

function feed() {
  const list = h('section', { style: 'height:120px;overflow:hidden' });
  let number = 0;
  setInterval(() => {
    list.prepend(item((number += 1)));
    if (number > KEPT) list.lastChild.remove();
    top.matrix.fed = number;
  }, 10);
  return list;
}

const composer = (box) => h('form', { submit: (event) => event.preventDefault() }, box, h('button', { type: 'submit' }, 'Send'));

export const many = {
  many: {
    editor: 'contenteditable',
    box: { role: 'textbox' },
    page: (c) => {
      const others = Array.from({ length: COMPOSERS - 1 }, (_, index) => composer(index % 2 ? h('textarea') : h('div', { contenteditable: 'true', role: 'textbox' })));
      return [feed(), composer(c.box), ...others];
    },
  },
};
