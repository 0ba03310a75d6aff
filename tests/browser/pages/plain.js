// A site nobody listed: a contact form's textarea, a search box, and what else must be left alone.

const FIELDS = [
  '<article>An article about otters.</article>',
  '<form><textarea id="comment" rows="5" cols="60" aria-label="Comment"></textarea><button>Send</button></form>',
  '<form role="search"><textarea id="search" rows="1" aria-label="Search"></textarea></form>',
  '<textarea id="readonly" readonly rows="2" aria-label="Read only">read only</textarea>',
  '<textarea id="opted-out" data-gramm="false" rows="2" aria-label="Opted out"></textarea>',
  '<input id="line" aria-label="One line">',
  '<input id="password" type="password" aria-label="Password">',
];
const page = new DOMParser().parseFromString(FIELDS.join('\n'), 'text/html');
document.body.append(...page.body.children);
