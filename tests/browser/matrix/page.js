// What the pages of the matrix are built with: elements, shadow roots, frames.

const STYLE = `
  :host, body { font: 14px/1.4 system-ui, sans-serif; }
  body { margin: 0; padding: 16px; min-height: 100vh; box-sizing: border-box; background: #fff; color: #111; }
  textarea, [contenteditable]:not([contenteditable="false"]) { display: block; box-sizing: border-box; width: 100%; max-width: 560px; min-height: 60px; padding: 8px; border: 1px solid #999; }
  .ProseMirror { white-space: pre-wrap; }
  p { margin: 0; }
  article, section { margin: 8px 0; }
  dialog, [role="dialog"] { position: fixed; inset: 40px auto auto 40px; width: 600px; padding: 16px; border: 1px solid #999; background: #fff; }
  iframe { display: block; width: 700px; max-width: 100%; height: 420px; border: 0; }
  .ql-container { height: auto; }`;

/** @typedef {Node | string | (Node | string)[]} Child */

/** @param {string} tag @param {Record<string, any>} [attributes] functions are listeners @param {...Child} children */
export function h(tag, attributes = {}, ...children) {
  const one = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') one.addEventListener(key, value);
    else one.setAttribute(key, value);
  }
  one.append(...children.flat());
  return one;
}

const style = (text) => h('style', {}, text);

/** What the host's open root holds; `slots` stay in the light. @param {HTMLElement} host @param {...Child} children */
export function shadow(host, ...children) {
  host.attachShadow({ mode: 'open' }).append(style(STYLE), ...children.flat());
  return host;
}

/** The style of an editor goes where the editor is. @param {Element} place @param {string} text */
export function styled(place, text) {
  const root = /** @type {Document | ShadowRoot} */ (place.getRootNode());
  ('head' in root ? root.head : root).append(style(text));
}

/** Documents that are still to come. @type {Promise<unknown>[]} */
export const coming = [];

/** A frame without an address of its own, filled from here. @param {Record<string, string>} attributes @param {...Child} children */
export function blobFrame(attributes, ...children) {
  const src = URL.createObjectURL(new Blob(['<!doctype html><html lang="en"><body>'], { type: 'text/html' }));
  const frame = /** @type {HTMLIFrameElement} */ (h('iframe', { ...attributes, src }));
  coming.push(
    new Promise((resolve) => {
      frame.onload = () => {
        const there = /** @type {Document} */ (frame.contentDocument);
        there.head.append(style(STYLE));
        there.body.append(...children.flat());
        resolve(undefined);
      };
    }),
  );
  return frame;
}

document.head.append(style(STYLE));
