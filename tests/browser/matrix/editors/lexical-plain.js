import { registerPlainText } from '@lexical/plain-text';
import { begin } from './lexical.js';

/** @type {import('./index.js').mount} */
export const mount = (place, options) => begin(place, options, registerPlainText);
