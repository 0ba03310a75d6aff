// The first page: what Sincerely does, tried on three drafts, and the one thing one may want to switch on.

import { ask, button, onSwitch, part, showLaidDown, shown, ui } from '../pages.js';
import { tryout } from '../tryout.js';

/** How long a hand rests before the draft is judged, in ms: here, where one plays, less than on a site. */
const PAUSE = 250;
const box = /** @type {HTMLTextAreaElement} */ (part('draft'));
const history = onSwitch('history', show);

async function show() {
  const { settings, laidDown } = /** @type {Held} */ (await ask({ ask: 'settings' }));
  showLaidDown(laidDown);
  history.checked = settings.history;
}

document.title = `${ui('extension_name')}: ${ui('welcome_title')}`;
await shown(show);
const judge = await tryout(part('card'));

for (const [what, kind] of [['letter', 'message'], ['ad', 'post'], ['person', 'message']]) {
  part('drafts').append(
    button(ui(`welcome_${what}`), () => {
      box.value = ui(`draft_${what}`);
      judge(box.value, kind);
    }),
  );
}
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
box.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => judge(box.value), PAUSE);
});
/** @type {HTMLElement} */ (part('drafts').firstElementChild).click();
