// The text that was selected in a page, and its card. The text is taken out of the session as it is read.

import { part, translate, ui } from '../pages.js';
import { tryout } from '../tryout.js';

translate();
document.title = `${ui('extension_name')}: ${ui('check_title')}`;
const { selected = '' } = await chrome.storage.session.get('selected');
await chrome.storage.session.remove('selected');
part('text').textContent = String(selected);
(await tryout(part('card')))(String(selected));
