// Whether a draft was sent: the person did what sends on this site, and soon afterwards the box is empty or gone. A gesture
// alone proves nothing, and neither does an empty box.

import { search, shape, submits, surroundings } from './classify.js';
import { closest, pagePath, roots } from './tree.js';

/** How long a site may take to empty the box, in ms. */
const PATIENCE = 10_000;
/** How often it is looked at meanwhile: of a textarea that a page empties nothing tells, where it lost the focus. */
const PACE = 250;

export class Sending {
  /** @type {{look: Sent, path: string, end: AbortController} | undefined} */ pending;

  /** @param {HTMLElement} box @param {() => string} read what it holds @param {(look: Sent, path: string) => void} tell of a sending, once */
  constructor(box, read, tell) {
    this.box = box;
    this.read = read;
    this.tell = tell;
  }

  // The person has just done what sends. Whatever empties the box, in it or around it, is watched for a while.
  /** @param {Look} look what the box holds */
  begin(look) {
    this.end();
    if (look.text === '') return;
    const end = new AbortController();
    const number = crypto.getRandomValues(new Uint32Array(1))[0];
    this.pending = { look: { ...look, number }, path: pagePath(), end };
    const observer = new MutationObserver(() => this.check());
    for (const root of roots(this.box)) observer.observe(root, { childList: true, subtree: true });
    let left = PATIENCE / PACE;
    const timer = setInterval(() => this.check() || (left -= 1) > 0 || this.end(), PACE);
    // A form that loads another page takes the box along.
    addEventListener('pagehide', () => this.confirm(), { signal: end.signal });
    end.signal.addEventListener('abort', () => {
      observer.disconnect();
      clearInterval(timer);
    });
  }

  /** Sent, if the box is empty or gone now. */
  check() {
    if (!this.pending || (this.box.isConnected && this.read().trim() !== '')) return false;
    this.confirm();
    return true;
  }

  confirm() {
    const { pending } = this;
    this.end();
    if (pending) this.tell(pending.look, pending.path);
  }

  /** Not sent: written on, or nothing happened. */
  end() {
    this.pending?.end.abort();
    this.pending = undefined;
  }
}

/** @typedef {Pick<Composer, 'send_key' | 'inside'> | null} Around */

/** The controls that send from a box. @param {Element} box @param {Composer | null} row */
export const controls = (box, row) => (row ? row.send.flatMap((lookup) => search(box, row, lookup)) : submits(box));

// Whether a key sends from a box, as its site has it; where that is not known Ctrl+Enter, and Enter where nothing else could.
/** @param {KeyboardEvent} event @param {Element} box @param {Around} row */
export function sendsByKey(event, box, row) {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  // 229 is a key that an input method takes: https://w3c.github.io/uievents/#determine-keydown-keyup-keyCode
  if (key !== 'Enter' || shiftKey || altKey || event.repeat || event.isComposing || event.keyCode === 229) return false;
  const way = row?.send_key ?? (shape(box).chat ? 'enter' : 'ctrl-enter');
  return (way === 'enter' || (way === 'ctrl-enter' && (ctrlKey || metaKey))) && !isChoosing(box, row);
}

/** Whether a list of names, tags or emoji is open, in which Enter chooses. @param {Element} box @param {Around} row */
function isChoosing(box, row) {
  if (closest(box, '[aria-expanded="true"]:is([aria-haspopup="listbox"], [role="combobox"], [aria-autocomplete])')) return true;
  // Some editors name the list and its active entry all the time; they are there only while it is open.
  const root = /** @type {Document | ShadowRoot} */ (box.getRootNode());
  const named = (/** @type {string} */ name) => root.getElementById(box.getAttribute(name) ?? '');
  const lists = [named('aria-controls'), named('aria-owns')].filter((one) => one?.matches('[role="listbox"]'));
  const near = surroundings(box, row)?.querySelectorAll('[role="listbox"]:has([aria-selected="true"])') ?? [];
  return [named('aria-activedescendant'), ...lists, ...near].some((one) => one?.checkVisibility?.());
}
