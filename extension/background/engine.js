// The only module that knows the wasm: boots it once in a worker's life, and anew after a trap.

import init, { __wbg_reset_state, Engine, installTables, loadSettings } from '../wasm/sincerely.js';

const tables = fetch(new URL('../wasm/tables.bin', import.meta.url)).then(async (response) => new Uint8Array(await response.arrayBuffer()));
/** @type {Uint8Array} */
let file;
export const booted = Promise.all([init({ module_or_path: new URL('../wasm/sincerely_bg.wasm', import.meta.url) }), tables]).then(([, bytes]) => installTables((file = bytes)));

/** @type {Engine | undefined} */
let engine;
/** What every new instance is given. @type {{settings?: Settings, policy?: object, history?: Uint8Array, mix?: Uint8Array}} */
let kept = {};

/** The judge keeps to this from now on. Tells what of the stored memory could not be read. @param {typeof kept} change */
export function keepTo(change) {
  const next = { ...kept, ...change };
  const [made, problems] = guarded(() => begin(next));
  engine?.free();
  engine = made;
  kept = next;
  return problems;
}

/** @param {typeof kept} to @returns {[Engine, string[]]} */
function begin({ settings, policy, history, mix }) {
  const made = new Engine(settings, policy);
  return [made, made.setMemory(history, mix, crypto.getRandomValues(new Uint8Array(16)))];
}

/** @param {string} url @returns {Place | null} */
export const place = (url) => judge((engine) => engine.place(url));
/** @param {string} url @param {string | null} [software] @returns {Page | null} */
export function page(url, software) {
  const found = judge((engine) => engine.page(url, software));
  return found && { ...found, boxes: JSON.parse(found.boxes) };
}
/** @param {Look & {url: string, variant: number, private: boolean}} look @returns {Answer} */
export const look = (look) => judge((engine) => engine.look(look));
/** @param {Look & {url: string, private: boolean}} look @param {Choice} choice @returns {Chosen | null} */
export const choose = (look, choice) => judge((engine) => engine.choose(look, choice));
/** @returns {Registration[]} */
export const registrations = () => judge((engine) => engine.registrations());
/** @param {unknown} stored @returns {Loaded} */
export const load = (stored) => guarded(() => loadSettings(stored));
/** @param {Change} change @returns {Settings} the person's own after it */
export const changed = (change) => judge((engine) => engine.change(change));
/** @param {unknown} file @param {boolean} withPhrases @returns {Adopted} */
export const adopted = (file, withPhrases) => judge((engine) => engine.adopt(file, withPhrases));
/** What goes along with the browser's account; null where that is off. @returns {Record<string, unknown> | null} */
export const shared = () => judge((engine) => engine.luggage(false)) ?? null;
/** What goes into a file. @returns {object} */
export const exported = () => judge((engine) => engine.luggage(true));
/** @returns {Signs} */
export const signs = () => judge((engine) => engine.signs());
/** What holds, and what of it an organisation has laid down. @returns {Pick<Held, 'settings' | 'laidDown'>} */
export const held = () => judge((engine) => engine.held());
/** @template T @param {(engine: Engine) => T} work */
export const judge = (work) => guarded(() => work((engine ??= begin(kept)[0])));

// After a trap the instance is dropped and the request tried once more on a new one: nothing is kept in there but what
// is stored. Rust's own errors are plain `Error`s; a RuntimeError, RangeError, InternalError came from the machine.
/** @template T @param {() => T} work */
function guarded(work) {
  try {
    return work();
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'Error') throw error;
    console.warn('the engine starts again after', error);
    // Not freed: it belongs to the instance that is gone.
    engine = undefined;
    __wbg_reset_state();
    installTables(file);
    return work();
  }
}
