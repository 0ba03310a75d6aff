// What everything that is drawn is made with, on the pages and in the card.

/**
 * @template {keyof HTMLElementTagNameMap} T @param {T} name
 * @param {Partial<HTMLElementTagNameMap[T]>} [properties] @param {(Node | string)[]} children
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

/** A word of the interface. @param {string} key @param {string[]} values */
export const ui = (key, ...values) => chrome.i18n.getMessage(key, values);

/** The time of day. @param {number} when */
export const clock = (when) => new Date(when).toLocaleTimeString(chrome.i18n.getUILanguage(), { hour: 'numeric', minute: '2-digit' });
