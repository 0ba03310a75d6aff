// The registry as the extension has it, told by the wasm itself.

import { readFileSync } from 'node:fs';
import { initSync, sites } from '../../../extension/wasm/sincerely.js';

initSync({ module: readFileSync(new URL('../../../extension/wasm/sincerely_bg.wasm', import.meta.url)) });

/** @type {{id: string, name: string, brand: string, on: boolean, matches: string[], paths: string[], boxes: {name: string, kind: string, editor: string, send_key: string}[]}[]} */
export const SITES = sites();

/** Every composer by `site/row`. */
export const COMPOSERS = new Map(SITES.flatMap((site) => site.boxes.map((box) => [`${site.id}/${box.name}`, { site, box }])));
